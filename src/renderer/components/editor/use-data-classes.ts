import { computed, type ComputedRef } from 'vue';
import { useDataSets } from '../../stores/data-sets';
import { useRecipeDraft } from '../../stores/recipe-draft';

/** How many classes the chosen data set has; null where it has none or is not read yet. */
export function useDataClasses(): ComputedRef<number | null> {
  const draft = useRecipeDraft();
  const dataSets = useDataSets();
  return computed(() => dataSets.find(draft.source)?.classCounts?.length ?? null);
}
