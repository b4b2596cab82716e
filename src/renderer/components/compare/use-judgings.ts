import { computed, watch, type ComputedRef } from 'vue';
import type { RunId } from '../../../shared/run';
import type { Told } from '../../../shared/wording/worded';
import { markOf } from '../../comparison/run-marks';
import { nearestOf } from '../../comparison/time-line';
import { useTold } from '../../i18n/use-told';
import { useComparison } from '../../stores/comparison';
import { useJudgedRuns, type Judging } from '../../stores/judged-runs';

export interface JudgeFailure {
  readonly told: Told;
  /** `A, C` */
  readonly letters: string;
}

export interface Judgings {
  /** Step of the checkpoint that is judged of each run; null where there is none. */
  readonly checkpoints: ComputedRef<readonly (number | null)[]>;
  /** Null where there is no checkpoint. */
  readonly judgings: ComputedRef<readonly (Judging | null)[]>;
  readonly isAnyUnjudged: ComputedRef<boolean>;
  readonly isMeasuring: ComputedRef<boolean>;
  /** Each once, by its words, with the runs that it is of. */
  readonly failures: ComputedRef<readonly JudgeFailure[]>;
  /** Whatever is not judged yet. */
  readonly measure: () => Promise<void>;
}

/** What the judge says of the newest checkpoint of each compared run, or of the one nearest to where the slider stands. */
export function useJudgings(): Judgings {
  const comparison = useComparison();
  const judged = useJudgedRuns();
  const { said } = useTold();

  const checkpoints = computed(() =>
    comparison.entries.map(({ run }) => {
      if (!run || comparison.figuresAt === 'end') return run?.checkpointSteps.at(-1) ?? null;
      const { step, outside } = comparison.placeOf(run);
      return outside === null ? nearestOf(run.checkpointSteps, step) : null;
    }),
  );
  const asked = computed<readonly { readonly id: RunId; readonly step: number }[]>(() =>
    checkpoints.value.flatMap((step, index) => {
      const id = comparison.ids[index];
      return step === null || id === undefined ? [] : [{ id, step }];
    }),
  );
  const judgings = computed(() =>
    comparison.ids.map((id, index) => {
      const step = checkpoints.value[index] ?? null;
      return step === null ? null : judged.of(id, step);
    }),
  );
  const unjudged = computed(() =>
    asked.value.filter(({ id, step }) => !['judged', 'measuring'].includes(judged.of(id, step).kind)),
  );

  /** One after the other: they share one process, and the first has to start it. */
  async function measure(): Promise<void> {
    for (const { id, step } of unjudged.value) await judged.measure(id, step);
  }

  watch(
    asked,
    (all) => {
      for (const { id, step } of all) void judged.recall(id, step);
    },
    { immediate: true },
  );

  return {
    checkpoints,
    judgings,
    isAnyUnjudged: computed(() => unjudged.value.length > 0),
    isMeasuring: computed(() => judgings.value.some((judging) => judging?.kind === 'measuring')),
    failures: computed(() => {
      const bySentence = new Map<string, JudgeFailure>();
      for (const [index, judging] of judgings.value.entries()) {
        if (judging?.kind !== 'failed') continue;
        const { letter } = markOf(index);
        const same = bySentence.get(said(judging.told));
        bySentence.set(said(judging.told), {
          told: judging.told,
          letters: same ? `${same.letters}, ${letter}` : letter,
        });
      }
      return [...bySentence.values()];
    }),
    measure,
  };
}
