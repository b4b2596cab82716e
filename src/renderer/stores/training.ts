import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Events, Problem, RunStage } from '../../shared/ipc';
import type { Recipe } from '../../shared/recipe';
import type { Result } from '../../shared/result';
import type { RunId, Samples, StepMetrics } from '../../shared/run';
import { studio } from '../bridge/studio';
import { TrainingPace } from '../recipe/training-pace';
import { useNotices } from './notices';

/** The run that this window trains now, live. */
export const useTraining = defineStore('training', () => {
  const runId = ref<RunId | null>(null);
  const recipe = shallowRef<Recipe | null>(null);
  const stage = ref<RunStage>('ended');
  const latest = shallowRef<StepMetrics | null>(null);
  const samples = shallowRef<Samples | null>(null);
  const stepsPerSecond = ref<number | null>(null);
  /** What the disk refuses while training waits for it; null while it does not. */
  const paused = shallowRef<Problem | null>(null);
  /** From pressing Train until the run's folder exists. */
  const isStarting = ref(false);
  const isStopping = ref(false);
  let pace = new TrainingPace();
  const notices = useNotices();

  const isBusy = computed(() => isStarting.value || runId.value !== null);

  /** @returns the new run, or null where it could not start; why is reported */
  function start(next: Recipe): Promise<RunId | null> {
    return begin(next, () => studio.request('run:start', structuredClone(next)));
  }

  /** Goes on with a run that is over, to where its recipe ends it. @returns as `start` */
  function resume(id: RunId, itsRecipe: Recipe): Promise<RunId | null> {
    hasEnded.delete(id);
    return begin(itsRecipe, () => studio.request('run:resume', id, null));
  }

  /** Trains a run of its own from a checkpoint of another. @param step null = its newest good one */
  function branch(parent: RunId, step: number | null, next: Recipe): Promise<RunId | null> {
    return begin(next, () => studio.request('run:branch', parent, step, structuredClone(next)));
  }

  async function begin(next: Recipe, ask: () => Promise<Result<RunId>>): Promise<RunId | null> {
    if (isBusy.value) return null;
    isStarting.value = true;
    forget();
    recipe.value = next;
    try {
      const answer = await ask();
      if (!answer.ok) {
        // the person gave it up
        if (answer.code !== 'cancelled') notices.report(answer);
        return null;
      }
      // a very short run may have ended before its start was answered
      if (!hasEnded.has(answer.value)) runId.value = answer.value;
      return answer.value;
    } finally {
      isStarting.value = false;
    }
  }

  async function stop(): Promise<void> {
    if (runId.value === null || isStopping.value) return;
    isStopping.value = true;
    try {
      const answer = await studio.request('run:stop', runId.value);
      if (!answer.ok) notices.report(answer);
    } finally {
      isStopping.value = false;
    }
  }

  /** Lets a training that waits for the disk try again at once. */
  async function retry(): Promise<void> {
    if (runId.value === null) return;
    const answer = await studio.request('run:retry', runId.value);
    if (!answer.ok) notices.report(answer);
  }

  const hasEnded = new Set<RunId>();

  function forget(): void {
    runId.value = null;
    recipe.value = null;
    stage.value = 'starting';
    latest.value = null;
    samples.value = null;
    paused.value = null;
    stepsPerSecond.value = null;
    pace = new TrainingPace();
  }

  function enter({ runId: id, stage: next }: Events['run:stage']): void {
    if (next !== 'ended') {
      runId.value = id;
      stage.value = next;
      return;
    }
    hasEnded.add(id);
    if (runId.value === id || isStarting.value) forget();
    stage.value = 'ended';
  }

  /** A window that was loaded anew while a run trains knows nothing of it until the trainer speaks. */
  async function adopt(id: RunId): Promise<void> {
    runId.value = id;
    stage.value = 'training';
    const answer = await studio.request('run:read', id);
    if (answer.ok && runId.value === id) recipe.value = answer.value.recipe;
  }

  function take({ runId: id, lines }: Events['run:metrics']): void {
    if (runId.value === null && !isStarting.value && !hasEnded.has(id)) void adopt(id);
    if (runId.value !== id) return;
    pace.add(lines);
    latest.value = lines.at(-1) ?? latest.value;
    stepsPerSecond.value = pace.stepsPerSecond;
  }

  function listen(): void {
    studio.on('run:stage', enter);
    studio.on('run:metrics', take);
    studio.on('run:paused', ({ runId: id, problem }) => {
      if (runId.value === id) paused.value = problem;
    });
    studio.on('run:samples', (shown) => {
      if (runId.value === shown.runId) samples.value = shown.samples;
    });
    studio.on('run:problem', (problem) => notices.report(problem));
  }

  return {
    runId,
    recipe,
    stage,
    latest,
    samples,
    stepsPerSecond,
    paused,
    isStarting,
    isStopping,
    isBusy,
    start,
    resume,
    branch,
    stop,
    retry,
    listen,
  };
});
