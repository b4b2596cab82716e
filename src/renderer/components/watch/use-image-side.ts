import { computed, type ComputedRef } from 'vue';
import { useShownSheet } from '../../stores/shown-sheet';
import { useWatchedRun } from '../../stores/watched-run';

/** Side of the images of the watched run, known before its first sheet. Pixels. */
export function useImageSide(): ComputedRef<number> {
  const watched = useWatchedRun();
  const shown = useShownSheet();
  return computed(() => shown.picture?.width ?? watched.details?.recipe.data.side ?? 28);
}
