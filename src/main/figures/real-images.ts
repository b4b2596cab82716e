import type { Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { fitImages } from '../data/fit';
import { closeDataSet, copyImages } from '../data/image-set';
import { openDataSet } from '../data/open-data-set';
import { dataCacheFolder } from '../runs/locations';

export interface RealImages {
  readonly samples: Samples;
  /** Class of each, in the data set's words; null without labels. */
  readonly classes: readonly string[] | null;
  readonly dataSetName: string;
}

/**
 * Training images as the networks see them, at even distances through the data set.
 *
 * @throws StudioError as `openDataSet`, and `invalid-recipe` where the data set is another one by now
 */
export async function readRealImages(recipe: Recipe, count: number, signal: AbortSignal): Promise<RealImages> {
  const dataSet = await openDataSet(recipe.data.source, {
    shape: recipe.data,
    cacheFolder: dataCacheFolder(),
    signal,
  });
  try {
    const { training } = dataSet;
    const fit = fitImages(recipe, training);
    const shown = Math.min(count, training.count);
    const order = Array.from({ length: shown }, (_, place) => Math.floor((place * training.count) / shown));
    const size = training.height * training.width * training.channels;
    const raw = new Uint8Array(shown * size);
    for (const [place, index] of order.entries()) {
      copyImages(training, index, raw.subarray(place * size, (place + 1) * size));
    }
    const { side, channels } = recipe.data;
    const { labels, classNames } = training;
    const nameOf = (label: number): string => classNames?.[label] ?? String(label);
    return {
      samples: { step: 0, shape: [shown, side, side, channels], pixels: fit(raw) },
      classes: labels && order.map((index) => nameOf(labels[index] ?? 0)),
      dataSetName: training.name,
    };
  } finally {
    closeDataSet(dataSet);
  }
}
