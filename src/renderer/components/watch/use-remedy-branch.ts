import type { Remedy } from '../../../shared/health/remedies';
import { useWords } from '../../i18n/use-words';
import { useNavigation } from '../../stores/navigation';
import { useRecipeDraft } from '../../stores/recipe-draft';
import { useTraining } from '../../stores/training';
import { useWatchedRun } from '../../stores/watched-run';

/**
 * Trains on from a checkpoint with a remedy in a run of its own, at once; where that cannot begin now, the New run page
 * holds everything ready.
 */
export function useRemedyBranch(): (remedy: Remedy, step: number) => Promise<void> {
  const words = useWords();
  const watched = useWatchedRun();
  const draft = useRecipeDraft();
  const training = useTraining();
  const navigation = useNavigation();
  return async ({ recipe }, step) => {
    const { details } = watched;
    if (!details) return;
    const { summary, record } = details;
    draft.goOnFrom(recipe, { runId: summary.id, name: words.runName(summary), step }, record.plannedSteps);
    if (training.isBusy || draft.recipe === null) return navigation.showNewRun();
    const runId = await training.branch(summary.id, step, draft.recipe);
    if (runId === null) navigation.showNewRun();
    else navigation.watch(runId);
  };
}
