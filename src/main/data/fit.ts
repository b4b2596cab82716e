import { imageShape, type Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import { formatShape } from '../../shared/tensor';
import type { ImageSet } from './image-set';

/** @throws StudioError `invalid-recipe` where the recipe's networks expect images of another shape. */
export function checkDataFits(recipe: Pick<Recipe, 'data'>, images: ImageSet): void {
  const wanted = formatShape(imageShape(recipe));
  const found = formatShape([images.height, images.width, images.channels]);
  if (wanted === found) return;
  throw new StudioError(
    'invalid-recipe',
    `The recipe expects images of ${wanted} but ${images.name} has ${found}; choose another data set or recipe.`,
  );
}
