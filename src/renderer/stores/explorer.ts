import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Drawing, ExplorerAnswers, ExplorerQuestion } from '../../shared/explore';
import type { Problem } from '../../shared/result';
import { studio } from '../bridge/studio';
import { verdictKind } from '../exploration/verdict';
import { useWatchedRun } from './watched-run';

type QuestionOf<T extends ExplorerQuestion['type']> = Extract<ExplorerQuestion, { readonly type: T }>;

/** The checkpoint that Explore and Network look at, and the line to the process that holds it open. */
export const useExplorer = defineStore('explorer', () => {
  const watched = useWatchedRun();
  const chosenStep = ref<number | null>(null);
  const weights = ref<Drawing['weights']>('ema');
  const batchNorm = ref<Drawing['batchNorm']>('running');
  /** Why the last question has no answer; null once one has. */
  const problem = shallowRef<Problem | null>(null);
  /** Grows when everything must be asked again. */
  const revival = ref(0);
  /** How often the process ended and was started again. */
  const recoveries = ref(0);
  let hasRevived = false;

  const recipe = computed(() => watched.details?.recipe ?? null);
  /** Steps of all checkpoints, newest first; of a run that trains the newest is told before its folder is read again. */
  const steps = computed(() => {
    const kept = watched.details?.checkpoints.map(({ step }) => step) ?? [];
    const newest = watched.summary?.checkpointStep ?? null;
    return [...new Set(newest === null ? kept : [...kept, newest])].sort((a, b) => b - a);
  });
  /** Null where the run has no checkpoint. */
  const step = computed(() => {
    const chosen = chosenStep.value;
    return chosen !== null && steps.value.includes(chosen) ? chosen : (steps.value[0] ?? null);
  });
  const hasAverage = computed(() => (recipe.value?.ema ?? null) !== null);
  const hasBatchNorm = computed(() => {
    const networks = recipe.value?.networks;
    return [...(networks?.generator.layers ?? []), ...(networks?.discriminator.layers ?? [])].some(
      ({ kind }) => kind === 'batchNorm',
    );
  });
  const drawing = computed<Drawing>(() => ({
    weights: hasAverage.value ? weights.value : 'raw',
    batchNorm: hasBatchNorm.value ? batchNorm.value : 'running',
  }));
  const verdict = computed(() => (recipe.value ? verdictKind(recipe.value.objective) : 'probability'));

  // another run begins with its newest checkpoint, and stays with it while it trains
  watch(
    [() => watched.runId, () => steps.value.length > 0],
    ([runId], [earlier]) => {
      if (runId !== earlier) problem.value = null;
      chosenStep.value = runId === earlier && chosenStep.value !== null ? chosenStep.value : (steps.value[0] ?? null);
    },
    { immediate: true },
  );

  /**
   * @param lane of several questions that wait in a lane only the newest is answered
   * @returns null where a newer question took its place, or there is no answer: `problem` says why
   */
  async function ask<T extends ExplorerQuestion['type']>(
    lane: string,
    question: QuestionOf<T>,
  ): Promise<ExplorerAnswers[T] | null> {
    const { runId } = watched;
    const at = step.value;
    if (runId === null || at === null) return null;
    const answer = await studio.request('explore:ask', { runId, step: at, lane }, question);
    if (runId !== watched.runId || at !== step.value) return null;
    if (answer.ok) {
      if (answer.value !== null) settle();
      // the explorer answers each type of question with its own
      return answer.value as ExplorerAnswers[T] | null;
    }
    problem.value = answer;
    // once by itself: a process that cannot live is not started for ever
    if (answer.code === 'explorer-lost' && !hasRevived) {
      hasRevived = true;
      revival.value++;
    }
    return null;
  }

  function settle(): void {
    if (hasRevived) recoveries.value++;
    problem.value = null;
    hasRevived = false;
  }

  /** Asks everything again, after the person wished it; the run may have other checkpoints by now. */
  async function tryAgain(): Promise<void> {
    if (watched.runId !== null) await watched.open(watched.runId);
    revival.value++;
  }

  return {
    chosenStep,
    weights,
    batchNorm,
    problem,
    revival,
    recoveries,
    recipe,
    steps,
    step,
    hasAverage,
    hasBatchNorm,
    drawing,
    verdict,
    ask,
    tryAgain,
  };
});
