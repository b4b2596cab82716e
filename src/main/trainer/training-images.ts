import type { Recipe } from '../../shared/recipe';
import { createBatches, type Batches } from '../data/batches';
import { fitImages, type Fit } from '../data/fit';
import type { Images } from '../data/image-set';
import { checkClasses } from './step-inputs';

/** The images of a run, as its recipe wants them. */
export interface TrainingImages {
  readonly imageCount: number;
  readonly batches: Batches;
  readonly fit: Fit;
}

/** @throws StudioError `invalid-recipe` where images and recipe do not go together */
export function prepareImages(recipe: Recipe, images: Images): TrainingImages {
  checkClasses(recipe, images);
  const fit = fitImages(recipe, images);
  const batches = createBatches(images, recipe.schedule.batchSize, recipe.seed);
  return { imageCount: images.count, batches, fit };
}
