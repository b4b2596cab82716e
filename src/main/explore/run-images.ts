import type { Recipe } from '../../shared/recipe';
import { fitImages, type Fit } from '../data/fit';
import { closeDataSet, copyImages, type DataSet, type Images } from '../data/image-set';
import { openDataSet } from '../data/open-data-set';
import { dataCacheFolder } from '../runs/locations';

/** The images that a run learnt from, and those kept from it. */
export interface RunImages {
  readonly training: Images;
  readonly test: Images | null;
  /** Images as the recipe wants them, [count, side, side, channels]. */
  read(images: Images, first: number, count: number): Uint8Array;
  close(): void;
}

/** @throws StudioError `data-set-unreadable` or `invalid-recipe` */
export async function openRunImages(recipe: Recipe): Promise<RunImages> {
  const dataSet: DataSet<Images> = await openDataSet(recipe.data.source, {
    shape: recipe.data,
    cacheFolder: dataCacheFolder(),
  });
  const fits = new Map<Images, Fit>();
  return {
    ...dataSet,
    read: (images, first, count) => {
      const fit = fits.get(images) ?? fitImages(recipe, images);
      fits.set(images, fit);
      const pixels = new Uint8Array(count * images.height * images.width * images.channels);
      copyImages(images, first, pixels);
      return fit(pixels);
    },
    close: () => closeDataSet(dataSet),
  };
}
