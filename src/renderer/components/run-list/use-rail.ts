import { useMediaQuery } from '@vueuse/core';
import { computed, type ComputedRef } from 'vue';
import { useNavigation } from '../../stores/navigation';
import { useLearnPanel } from '../learn/use-learn-panel';

/** Whether the list of runs is only a rail of pictures, because something else needs its width. */
export function useRail(): ComputedRef<boolean> {
  const navigation = useNavigation();
  const isLearning = useLearnPanel();
  const isNarrow = useMediaQuery('(width < 1040px)');
  /** The panel that teaches stands beside the page, which would keep too little room for itself. */
  const isShared = useMediaQuery('(1280px <= width < 1700px)');
  return computed(
    () =>
      isNarrow.value ||
      navigation.page === 'editor' ||
      navigation.page === 'compare' ||
      (isLearning.value && isShared.value),
  );
}
