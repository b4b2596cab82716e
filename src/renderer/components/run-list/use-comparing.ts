import { useI18n } from 'vue-i18n';
import { fewestCompared, mostCompared } from '../../../shared/comparison';
import { useComparison } from '../../stores/comparison';
import { useNavigation } from '../../stores/navigation';
import { useRunList } from '../../stores/run-list';
import { useRuns } from '../../stores/runs';

export interface Comparing {
  /** What a menu calls it for so many chosen runs; null where they are too few or too many. */
  textFor(count: number): string | null;
  /** Lays the chosen runs side by side, or adds the chosen one to those that stand so. */
  run(): void;
}

/** What the list, the menus and the keyboard do to compare runs. */
export function useComparing(): Comparing {
  const { t } = useI18n();
  const list = useRunList();
  const runs = useRuns();
  const comparison = useComparison();
  const navigation = useNavigation();

  return {
    textFor(count) {
      if (count === 1 && navigation.page === 'compare') return t('compare.addToComparison');
      if (count < fewestCompared || count > mostCompared) return null;
      return t('compare.compareCount', { count });
    },
    run() {
      // as they stand in the list
      const chosen = runs.runs.filter(({ id }) => list.selection.chosen.has(id)).map(({ id }) => id);
      if (chosen.length >= fewestCompared && chosen.length <= mostCompared) comparison.open(chosen);
      else if (chosen.length === 1 && navigation.page === 'compare') comparison.add(chosen[0] as string);
      navigation.showComparison();
    },
  };
}
