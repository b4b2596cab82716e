import { computed, type ComputedRef } from 'vue';
import { useTraining } from '../../stores/training';
import { useWatchedRun } from '../../stores/watched-run';
import { runPhase, type RunPhase } from './run-phase';

/** The phase of the run on the Watch page. */
export function useRunPhase(): ComputedRef<RunPhase> {
  const watched = useWatchedRun();
  const training = useTraining();
  return computed(() => {
    const live = training.live(watched.runId);
    return runPhase(
      watched.summary?.state ?? 'running',
      live && { stage: live.stage, isStopping: live.ending !== null, isWaiting: live.waiting !== null },
    );
  });
}
