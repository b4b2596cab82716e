import { imageShape, type Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import { formatShape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { greyToColour } from './grey-to-colour';
import type { ImageFacts } from './image-set';
import { createResizer } from './resize';

/** Pixels of a batch as the data set has them → as the recipe wants them. */
export type Fit = (pixels: Uint8Array) => Uint8Array;

/**
 * How the images of a data set become those of a recipe: resized to its side; grey ones get three equal channels where
 * it works in colour.
 *
 * @throws StudioError `invalid-recipe` where they cannot: images that are not square, or coloured ones for a grey recipe.
 */
export function fitImages(recipe: Pick<Recipe, 'data'>, images: ImageFacts): Fit {
  const { side, channels } = recipe.data;
  const { height, width } = images;
  if (height !== width || (images.channels !== channels && images.channels !== 1)) {
    const wanted = formatShape(imageShape(recipe));
    const found = formatShape([height, width, images.channels]);
    throw new StudioError('invalid-recipe', worded('data.misfit', { wanted, name: images.name, found }));
  }
  const resize: Fit = height === side ? (pixels) => pixels : createResizer(images, side, side);
  return images.channels === channels ? resize : (pixels) => greyToColour(resize(pixels));
}
