import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { wholeClasses } from '../../shared/class-shares';
import type { Drawn, LatentRows } from '../../shared/explore';
import { drawFixedLatents } from '../../shared/fixed-latents';
import { labelsInTurn } from '../../shared/labels';
import type { Recipe } from '../../shared/recipe';
import { sheetSampleCount, type RunId, type Samples } from '../../shared/run';
import { studio } from '../bridge/studio';
import { pictureOfSamples } from '../sheets/sheet-picture';
import { nearestStep } from '../timeline/stored-position';
import { useExplorer } from './explorer';
import { useTimeline } from './timeline';
import { useWatchedRun } from './watched-run';

/** Drawn sheets that are kept: a run keeps about as many checkpoints. */
const mostKept = 12;

/** What stands in Watch: the stored sheet, drawn by the average, or one of the raw weights, drawn now from the nearest checkpoint. */
export const useShownSheet = defineStore('shown-sheet', () => {
  const watched = useWatchedRun();
  const timeline = useTimeline();
  const explorer = useExplorer();
  const wanted = ref<'ema' | 'raw'>('ema');
  const samples = shallowRef<Samples | null>(null);
  /** Why the raw weights cannot be drawn, a sentence. */
  const problem = ref<string | null>(null);
  const kept = new Map<string, Samples>();

  /** Of the checkpoint nearest to where one looks; null where the run has none. */
  const checkpointStep = computed(() => nearestStep([...explorer.steps].reverse(), timeline.step));
  const canBeRaw = computed(() => explorer.hasAverage && checkpointStep.value !== null);
  const weights = computed(() => (canBeRaw.value ? wanted.value : 'ema'));
  const isRaw = computed(() => weights.value === 'raw');
  const rawPicture = computed(() => (samples.value ? pictureOfSamples(samples.value) : null));
  const picture = computed(() => (isRaw.value ? rawPicture.value : timeline.picture));

  watch([isRaw, checkpointStep, () => watched.runId], async ([raw, step, runId]) => {
    problem.value = null;
    const { details } = watched;
    if (!raw || step === null || runId === null || !details) return;
    const found = kept.get(keyOf(runId, step)) ?? (await draw(runId, step, details.recipe));
    if (found && isRaw.value && step === checkpointStep.value && runId === watched.runId) samples.value = found;
  });
  watch(
    () => watched.runId,
    () => {
      wanted.value = 'ema';
      samples.value = null;
    },
    { flush: 'sync' },
  );

  /** @returns null where another question took its place, or there is no answer: `problem` says why */
  async function draw(runId: RunId, step: number, recipe: Recipe): Promise<Samples | null> {
    const drawing = { weights: 'raw', batchNorm: 'running' } as const;
    const question = { type: 'draw', drawing, rows: sheetRows(recipe) } as const;
    const answer = await studio.request('explore:ask', { runId, step, lane: 'raw-sheet' }, question);
    if (!answer.ok) {
      if (runId === watched.runId && step === checkpointStep.value) fail(answer.message);
      return null;
    }
    // the explorer answers each type of question with its own
    const drawn = answer.value as Drawn | null;
    if (!drawn) return null;
    kept.set(keyOf(runId, step), drawn.samples);
    for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
    return drawn.samples;
  }

  function fail(message: string): void {
    samples.value = null;
    problem.value = message;
  }

  return { wanted, weights, canBeRaw, isRaw, checkpointStep, samples, problem, picture };
});

/** What the sheets of a run are drawn from. */
function sheetRows(recipe: Recipe): LatentRows {
  const { classes } = recipe;
  return {
    count: sheetSampleCount,
    latents: drawFixedLatents(recipe),
    classShares: classes === null ? null : wholeClasses(labelsInTurn(classes, sheetSampleCount), classes),
  };
}

function keyOf(runId: RunId, step: number): string {
  return `${runId} ${step}`;
}
