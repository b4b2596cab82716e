import { computed, type ComputedRef } from 'vue';
import { useTraining } from '../../stores/training';
import { useWatchedRun } from '../../stores/watched-run';
import { runPhase, type RunPhase } from './run-phase';

/** The phase of the run on the Watch page. */
export function useRunPhase(): ComputedRef<RunPhase> {
  const watched = useWatchedRun();
  const training = useTraining();
  return computed(() =>
    runPhase(
      watched.summary?.state ?? 'running',
      watched.isLive
        ? { stage: training.stage, isStopping: training.isStopping, isPaused: training.paused !== null }
        : null,
    ),
  );
}
