import { computedAsync } from '@vueuse/core';
import { computed, type ComputedRef } from 'vue';
import { sheetAddress } from '../../../shared/sheet-address';
import type { SheetVariety } from '../../../shared/health/collapse';
import { healthOfRun } from '../../../shared/health/health-of-run';
import type { Health } from '../../../shared/health/judge-run';
import type { RunId } from '../../../shared/run';
import { pictureVariety } from '../../sheets/picture-variety';
import { pictureAt, pictureOfSamples } from '../../sheets/sheet-picture';
import { useComparedCurves } from '../../stores/compared-curves';
import { useComparison, type ComparedEntry } from '../../stores/comparison';
import { useTraining } from '../../stores/training';
import { throttledShallow } from './throttled-shallow';

/** How often the rules look at a run that trains. Milliseconds. */
const pace = 2_000;

/** The health of a run of the comparison: by the same rules, rows and sheet as when it is watched. */
export function useComparedHealth(entry: () => ComparedEntry): ComputedRef<Health | null> {
  const compared = useComparedCurves();
  const comparison = useComparison();
  const training = useTraining();
  const id = computed(() => entry().id);
  const curves = throttledShallow(() => compared.of(id.value), pace);
  const samples = throttledShallow(() => training.live(id.value)?.samples ?? null, pace);
  const sheetSteps = computed(() => entry().run?.sheetSteps ?? []);
  const imageSide = computed(() => entry().run?.recipe.data.side ?? null);
  const variety = computedAsync<SheetVariety | null>(() => {
    if (samples.value) return Promise.resolve(pictureVariety(pictureOfSamples(samples.value)));
    return imageSide.value === null
      ? Promise.resolve(null)
      : newestVariety(id.value, sheetSteps.value, imageSide.value);
  }, null);

  return computed(() => {
    const { run } = entry();
    const summary = comparison.summaryOf(id.value);
    if (!run || !summary || !curves.value) return null;
    return healthOfRun(summary, run.recipe.objective, curves.value.table, variety.value);
  });
}

/** Of the newest stored sheet that can be read. */
async function newestVariety(
  runId: RunId,
  sheetSteps: readonly number[],
  imageSide: number,
): Promise<SheetVariety | null> {
  for (const step of sheetSteps.toReversed()) {
    // a sheet that cannot be read is told of where it would stand
    const picture = await pictureAt(sheetAddress({ runId, step }), step, imageSide).catch(() => null);
    if (picture) return pictureVariety(picture);
  }
  return null;
}
