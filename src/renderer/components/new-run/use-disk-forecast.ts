import { computed, type ComputedRef } from 'vue';
import type { Recipe } from '../../../shared/recipe';
import { diskForecast, expectedSeconds, expectedSteps } from '../../recipe/recipe-cost';
import { useDataSets } from '../../stores/data-sets';
import { usePaces } from '../../stores/paces';
import { useRunQueue } from '../../stores/run-queue';
import { useSettings } from '../../stores/settings';

export interface DiskForecast {
  /** What a run of the recipe will take; null while its data set is not known. Bytes. @param preset that it was made from */
  of(recipe: Recipe, preset: Recipe): number | null;
  /** What the new runs that wait for their turn will take. Bytes. */
  readonly waiting: ComputedRef<number>;
}

/** Disk that runs will need, by the pace that is expected of them here. */
export function useDiskForecast(): DiskForecast {
  const dataSets = useDataSets();
  const paces = usePaces();
  const settings = useSettings();
  const queue = useRunQueue();

  function of(recipe: Recipe, preset: Recipe): number | null {
    const imageCount = dataSets.find(recipe.data.source)?.imageCount;
    if (imageCount === undefined) return null;
    const pace = paces.expect(recipe, preset)?.stepsPerSecond ?? null;
    const length = {
      steps: expectedSteps(recipe, imageCount, pace),
      seconds: expectedSeconds(recipe, imageCount, pace),
    };
    return diskForecast(recipe, length, settings.settings.tensorboard);
  }

  const waiting = computed(() =>
    queue.waiting.reduce(
      (sum, { order }) => sum + (order.kind === 'new' ? (of(order.recipe, order.recipe) ?? 0) : 0),
      0,
    ),
  );

  return { of, waiting };
}
