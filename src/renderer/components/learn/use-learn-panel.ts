import { createSharedComposable } from '@vueuse/core';
import { useLearn } from '../../stores/learn';
import { useAfterPaint } from '../../views/use-after-paint';

/**
 * Whether the panel stands there. It takes its room from the list of runs and from the page, which are laid out and drawn
 * anew with it, so the button that was pressed shows that first.
 */
export const useLearnPanel = createSharedComposable(() => {
  const learn = useLearn();
  return useAfterPaint(() => learn.isOpen);
});
