import { expect, test } from 'vitest';
import { checkDataFits } from '../../../../src/main/data/fit';
import { tinyRecipe } from '../../../tiny-recipe';
import { numberedImages } from './numbered-images';

const images = { ...numberedImages(2), height: 8, width: 8 };

test('images of the shape that the recipe names fit', () => {
  expect(() => checkDataFits(tinyRecipe, images)).not.toThrow();
});

test.each([{ height: 9 }, { width: 9 }, { channels: 3 }])(
  'images with %o do not, and both shapes are named',
  (other) => {
    const found = { ...images, ...other };
    expect(() => checkDataFits(tinyRecipe, found)).toThrow(
      expect.objectContaining({
        code: 'invalid-recipe',
        message: `The recipe expects images of 8x8x1 but Numbers has ${found.height}x${found.width}x${found.channels}; choose another data set or recipe.`,
      }),
    );
  },
);
