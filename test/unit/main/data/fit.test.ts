import { describe, expect, test } from 'vitest';
import { fitImages } from '../../../../src/main/data/fit';
import { tinyRecipe } from '../../../tiny-recipe';
import { numberedImages } from './numbered-images';

const images = { ...numberedImages(2), height: 8, width: 8 };
const batch = Uint8Array.from({ length: 2 * 64 }, (_, index) => index);
const wanting = (side: number, channels: 1 | 3) => ({ data: { ...tinyRecipe.data, side, channels } });

describe('images of a data set', () => {
  test('stay as they are where they have the shape that the recipe names', () => {
    expect(fitImages(tinyRecipe, images)(batch)).toEqual(batch);
  });

  test('are resized to the side of the recipe', () => {
    const fitted = fitImages(wanting(16, 1), images)(new Uint8Array(2 * 64).fill(7));
    expect(fitted).toEqual(new Uint8Array(2 * 256).fill(7));
  });

  test('become three equal channels in a coloured recipe', () => {
    const fitted = fitImages(wanting(8, 3), images)(batch);
    expect(fitted).toEqual(Uint8Array.from({ length: 2 * 192 }, (_, index) => Math.floor(index / 3)));
  });

  test.each([{ height: 9 }, { width: 9 }, { channels: 3 }])(
    'with %o do not fit, and both shapes are named',
    (other) => {
      const found = { ...images, ...other };
      expect(() => fitImages(tinyRecipe, found)).toThrow(
        expect.objectContaining({
          code: 'invalid-recipe',
          message: `The recipe expects images of 8x8x1 but Numbers has ${found.height}x${found.width}x${found.channels}; choose another data set or recipe.`,
        }),
      );
    },
  );
});
