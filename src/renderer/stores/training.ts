import { defineStore } from 'pinia';
import { computed, ref, shallowRef, triggerRef } from 'vue';
import type { Events, RunStage } from '../../shared/ipc';
import type { Recipe } from '../../shared/recipe';
import type { Problem, Result } from '../../shared/result';
import type { RunId, Samples, StepMetrics } from '../../shared/run';
import { studio } from '../bridge/studio';
import { TrainingPace } from '../recipe/training-pace';
import { useNotices } from './notices';

/** A run that this window's studio trains now. */
export interface LiveRun {
  readonly stage: RunStage;
  readonly latest: StepMetrics | null;
  readonly samples: Samples | null;
  readonly stepsPerSecond: number | null;
  /** What the disk refuses while training waits for it; null while it does not. */
  readonly waiting: Problem | null;
  /** What it was asked to do and does not answer yet. */
  readonly ending: 'stop' | 'pause' | null;
}

const fresh: LiveRun = {
  stage: 'starting',
  latest: null,
  samples: null,
  stepsPerSecond: null,
  waiting: null,
  ending: null,
};

/** The runs that train now, live. */
export const useTraining = defineStore('training', () => {
  // one run's news must not be searched for in another's: each value is replaced as a whole
  const runs = shallowRef(new Map<RunId, LiveRun>());
  const paces = new Map<RunId, TrainingPace>();
  /** From pressing Train until the run's folder exists. */
  const isStarting = ref(false);
  const notices = useNotices();
  const hasEnded = new Set<RunId>();

  /** In the order in which they began. */
  const runIds = computed(() => [...runs.value.keys()]);
  const isTraining = computed(() => runs.value.size > 0);
  const waiting = computed(() =>
    [...runs.value].flatMap(([runId, { waiting: problem }]) => (problem ? [{ runId, problem }] : [])),
  );

  function live(runId: RunId | null): LiveRun | null {
    return (runId !== null && runs.value.get(runId)) || null;
  }

  function update(runId: RunId, part: Partial<LiveRun>): void {
    const known = runs.value.get(runId);
    if (!known) return;
    runs.value.set(runId, { ...known, ...part });
    triggerRef(runs);
  }

  function appear(runId: RunId, stage: RunStage): void {
    if (runs.value.has(runId)) return update(runId, { stage });
    runs.value.set(runId, { ...fresh, stage });
    paces.set(runId, new TrainingPace());
    triggerRef(runs);
  }

  /** @returns the new run, or null where it could not start; why is reported */
  function start(next: Recipe): Promise<RunId | null> {
    return begin(() => studio.request('run:start', structuredClone(next)));
  }

  /** Goes on with a run that is over, to where its recipe ends it. @returns as `start` */
  function resume(id: RunId): Promise<RunId | null> {
    hasEnded.delete(id);
    return begin(() => studio.request('run:resume', id, null));
  }

  /** Trains a run of its own from a checkpoint of another. @param step null = its newest good one */
  function branch(parent: RunId, step: number | null, next: Recipe): Promise<RunId | null> {
    return begin(() => studio.request('run:branch', parent, step, structuredClone(next)));
  }

  async function begin(ask: () => Promise<Result<RunId>>): Promise<RunId | null> {
    if (isStarting.value) return null;
    isStarting.value = true;
    try {
      const answer = await ask();
      if (!answer.ok) {
        // the person gave it up
        if (answer.code !== 'cancelled') notices.report(answer);
        return null;
      }
      // a very short run may have ended before its start was answered
      if (!hasEnded.has(answer.value) && !runs.value.has(answer.value)) appear(answer.value, 'starting');
      return answer.value;
    } finally {
      isStarting.value = false;
    }
  }

  /** Ends it with a sheet and a checkpoint; a paused one says that it is to go on. */
  async function end(runId: RunId, how: 'stop' | 'pause'): Promise<void> {
    const run = live(runId);
    if (!run || run.ending !== null) return;
    update(runId, { ending: how });
    try {
      const answer = await studio.request(`run:${how}`, runId);
      if (!answer.ok) notices.report(answer);
    } finally {
      update(runId, { ending: null });
    }
  }

  const stop = (runId: RunId): Promise<void> => end(runId, 'stop');
  const pause = (runId: RunId): Promise<void> => end(runId, 'pause');

  /** Lets a training that waits for the disk try again at once. */
  async function retry(runId: RunId): Promise<void> {
    const answer = await studio.request('run:retry', runId);
    if (!answer.ok) notices.report(answer);
  }

  function enter({ runId, stage }: Events['run:stage']): void {
    if (stage !== 'ended') {
      hasEnded.delete(runId);
      appear(runId, stage);
      return;
    }
    hasEnded.add(runId);
    paces.delete(runId);
    if (runs.value.delete(runId)) triggerRef(runs);
  }

  function take({ runId, lines }: Events['run:metrics']): void {
    // a window that was loaded anew while a run trains knows nothing of it until the trainer speaks
    if (!runs.value.has(runId) && !hasEnded.has(runId)) appear(runId, 'training');
    const pace = paces.get(runId);
    if (!pace) return;
    pace.add(lines);
    update(runId, { latest: lines.at(-1) ?? live(runId)?.latest ?? null, stepsPerSecond: pace.stepsPerSecond });
  }

  function listen(): void {
    studio.on('run:stage', enter);
    studio.on('run:metrics', take);
    studio.on('run:paused', ({ runId, problem }) => update(runId, { waiting: problem }));
    studio.on('run:samples', ({ runId, samples }) => update(runId, { samples }));
    studio.on('run:problem', (problem) => notices.report(problem));
  }

  return { runIds, isTraining, waiting, isStarting, live, start, resume, branch, stop, pause, retry, listen };
});
