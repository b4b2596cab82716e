import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mirrorImages } from '../../../../src/main/data/mirror';

test('turns the chosen images left to right and leaves the others', () => {
  // two images of 2 x 3 pixels
  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16);
  mirrorImages(pixels, [2, 3, 1], [false, true]);
  expect([...pixels]).toEqual([1, 2, 3, 4, 5, 6, 13, 12, 11, 16, 15, 14]);
});

test('keeps the channels of a pixel together', () => {
  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6);
  mirrorImages(pixels, [1, 2, 3], [true]);
  expect([...pixels]).toEqual([4, 5, 6, 1, 2, 3]);
});

test('turning twice changes nothing', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), fc.constantFrom(1, 3));
  fc.assert(
    fc.property(sizes, fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }), (shape, chosen) => {
      const count = chosen.length * shape[0] * shape[1] * shape[2];
      const original = Uint8Array.from({ length: count }, (_, index) => (index * 37) % 256);
      const pixels = original.slice();
      mirrorImages(pixels, shape, chosen);
      mirrorImages(pixels, shape, chosen);
      expect(pixels).toEqual(original);
    }),
  );
});
