import type { Recipe } from '../../shared/recipe';
import type { Samples } from '../../shared/run';
import { fitImages } from '../data/fit';
import { closeDataSet, copyEach } from '../data/image-set';
import { spreadIndices } from '../data/spread-images';
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
    const indices = spreadIndices(training.count, count);
    const raw = new Uint8Array(indices.length * training.height * training.width * training.channels);
    copyEach(training, indices, raw);
    const { side, channels } = recipe.data;
    const { labels, classNames } = training;
    const nameOf = (label: number): string => classNames?.[label] ?? String(label);
    return {
      samples: { step: 0, shape: [indices.length, side, side, channels], pixels: fit(raw) },
      classes: labels && Array.from(indices, (index) => nameOf(labels[index] ?? 0)),
      dataSetName: training.name,
    };
  } finally {
    closeDataSet(dataSet);
  }
}
