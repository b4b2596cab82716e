import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createResizer } from '../../../../src/main/data/resize';

const grey = (height: number, width: number) => ({ height, width, channels: 1 });

describe('resizing', () => {
  // figures of Pillow 13.0.0, Image.fromarray(...).resize(..., Image.Resampling.BILINEAR), which rounds in between
  test('gives the numbers of Pillow where images grow', () => {
    const resize = createResizer(grey(2, 2), 4, 4);
    const pillow = [0, 25, 75, 100, 50, 60, 78, 88, 150, 129, 85, 63, 200, 163, 88, 50];
    expectWithinOne(resize(Uint8Array.of(0, 100, 200, 50)), pillow);
  });

  test('gives the numbers of Pillow where images shrink', () => {
    const resize = createResizer(grey(4, 4), 2, 2);
    const image = Uint8Array.from({ length: 16 }, (_, index) => index * 16);
    expectWithinOne(resize(image), [57, 83, 157, 183]);
  });

  test('leaves an image of one value as it is, whatever the sizes', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, side, fc.integer({ min: 0, max: 255 }), (from, height, width, value) => {
        const resized = createResizer(grey(from, from), height, width)(new Uint8Array(from * from).fill(value));
        expect(resized).toEqual(new Uint8Array(height * width).fill(value));
      }),
    );
  });

  test('keeps images and channels apart', () => {
    const resize = createResizer({ height: 1, width: 1, channels: 3 }, 2, 2);
    expect([...resize(Uint8Array.of(1, 2, 3, 4, 5, 6))]).toEqual([
      ...[1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3],
      ...[4, 5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 6],
    ]);
  });

  test('is symmetric: a mirrored image becomes the mirrored result', () => {
    const image = fc.uint8Array({ minLength: 81, maxLength: 81 });
    fc.assert(
      fc.property(image, (pixels) => {
        const resize = createResizer(grey(9, 9), 14, 14);
        const mirrored = resize(pixels.slice().reverse()).reverse();
        expectWithinOne(resize(pixels), [...mirrored]);
      }),
    );
  });

  test('refuses a broken batch', () => {
    expect(() => createResizer(grey(2, 2), 4, 4)(new Uint8Array(5))).toThrow(/no whole number of images/);
  });
});

function expectWithinOne(actual: Uint8Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  const deviations = expected.map((value, index) => Math.abs(value - (actual[index] ?? Number.NaN)));
  expect(Math.max(...deviations)).toBeLessThanOrEqual(1);
}
