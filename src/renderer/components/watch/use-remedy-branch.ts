import type { Remedy } from '../../../shared/health/remedies';
import { useWords } from '../../i18n/use-words';
import { useNavigation } from '../../stores/navigation';
import { useRecipeDraft } from '../../stores/recipe-draft';
import { useRunQueue } from '../../stores/run-queue';
import { useWatchedRun } from '../../stores/watched-run';

/**
 * Trains on from a checkpoint with a remedy in a run of its own, at once; where that cannot begin now, the New run page
 * holds everything ready.
 */
export function useRemedyBranch(): (remedy: Remedy, step: number) => Promise<void> {
  const words = useWords();
  const watched = useWatchedRun();
  const draft = useRecipeDraft();
  const queue = useRunQueue();
  const navigation = useNavigation();
  return async ({ recipe }, step) => {
    const { details } = watched;
    if (!details) return;
    const { summary, record } = details;
    draft.goOnFrom(recipe, { runId: summary.id, name: words.runName(summary), step }, record.plannedSteps);
    if (draft.recipe === null) return navigation.showNewRun();
    const parent = { runId: summary.id, step };
    const outcome = await queue.order({ kind: 'new', recipe: draft.recipe, parent, ...draft.words });
    if (outcome.kind === 'none') navigation.showNewRun();
    else if (outcome.kind === 'began') navigation.watch(outcome.runId);
  };
}
