import { expect, test } from 'vitest';
import { measureImage } from '../../../src/shared/image-measures';

/** 9 x 9 with white where the place says so. */
function draw(isWhite: (x: number, y: number) => boolean): number[] {
  return Array.from({ length: 81 }, (_, pixel) => (isWhite(pixel % 9, Math.floor(pixel / 9)) ? 255 : 0));
}

test('an upright line has no slant; one that leans to the right has a positive one', () => {
  expect(
    measureImage(
      draw((x) => x === 4),
      9,
      9,
    ),
  ).toMatchObject({ across: 4, down: 4, width: 0, slant: 0 });
  expect(
    measureImage(
      draw((x, y) => x + y === 8),
      9,
      9,
    ).slant,
  ).toBeCloseTo(1);
  expect(
    measureImage(
      draw((x, y) => x === y),
      9,
      9,
    ).slant,
  ).toBeCloseTo(-1);
});

test('a lying bar is wider than high, and twice as much white is twice as bright', () => {
  const bar = measureImage(
    draw((_, y) => y === 4),
    9,
    9,
  );
  expect(bar.width).toBeGreaterThan(2);
  expect(bar.height).toBe(0);
  const two = measureImage(
    draw((_, y) => y === 4 || y === 5),
    9,
    9,
  );
  expect(two.brightness).toBeCloseTo(2 * bar.brightness);
});

test('a black image lies in the middle and has no extent', () => {
  expect(
    measureImage(
      draw(() => false),
      9,
      9,
    ),
  ).toEqual({ brightness: 0, across: 4, down: 4, width: 0, height: 0, slant: 0 });
});

test('colours count alike', () => {
  const grey = draw((x, y) => x > y);
  const colour = grey.flatMap((value) => [value, value, value]);
  expect(measureImage(colour, 9, 9)).toEqual(measureImage(grey, 9, 9));
});
