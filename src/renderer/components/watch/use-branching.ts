import { useWords } from '../../i18n/use-words';
import { useNavigation } from '../../stores/navigation';
import { useRecipeDraft } from '../../stores/recipe-draft';
import { useWatchedRun } from '../../stores/watched-run';

/** Opens the New run page with the watched run's recipe, to go on from one of its checkpoints in a run of its own. */
export function useBranching(): (step: number) => void {
  const words = useWords();
  const watched = useWatchedRun();
  const draft = useRecipeDraft();
  const navigation = useNavigation();
  return (step) => {
    const { details } = watched;
    if (!details) return;
    const { summary, recipe, record } = details;
    draft.goOnFrom(recipe, { runId: summary.id, name: words.runName(summary), step }, record.plannedSteps);
    navigation.showNewRun();
  };
}
