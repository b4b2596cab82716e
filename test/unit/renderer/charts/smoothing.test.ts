import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Segment } from '../../../../src/renderer/charts/curve-points';
import { rawCurve, smooth, valueAt } from '../../../../src/renderer/charts/smoothing';

const segmentOf = (values: readonly number[], from = 1): Segment =>
  values.map((value, index) => ({ step: from + index, width: 1, mean: value, lowest: value, highest: value }));

const numbers = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 80 });

test('a smoothed curve stays within the values, and an even one stays as it is', () => {
  fc.assert(
    fc.property(numbers, fc.constantFrom(0, 0.02, 0.1), (values, reach) => {
      const ys = smooth([segmentOf(values)], reach).map(({ y }) => y);
      expect(Math.min(...ys)).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
      expect(Math.max(...ys)).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
    }),
  );
  expect(smooth([segmentOf([2, 2, 2, 2])], 0.05).map(({ y }) => y)).toEqual([2, 2, 2, 2]);
});

test('without smoothing the curve is the values themselves', () => {
  expect(smooth([segmentOf([1, 5, 3])], 0).map(({ y }) => y)).toEqual([1, 5, 3]);
});

test('a gap stays a gap, and nothing is smoothed across it', () => {
  const parts = [segmentOf([0, 0, 0]), segmentOf([9, 9, 9], 50)];
  const ys = smooth(parts, 0.1).map(({ y }) => y);
  expect(ys).toEqual([0, 0, 0, Number.NaN, 9, 9, 9]);
  expect(rawCurve(parts).filter(({ y }) => Number.isNaN(y))).toHaveLength(1);
});

test('a raw curve goes through the extremes of what a point stands for', () => {
  const ys = rawCurve([[{ step: 4.5, width: 8, mean: 2, lowest: 1, highest: 7 }]]).map(({ y }) => y);
  expect(ys).toEqual([1, 7]);
});

test('the value at a step is that of the nearest point that has one', () => {
  const curve = smooth([segmentOf([1, 2, 3]), segmentOf([8, 9], 20)], 0);
  expect([0, 2, 2.4, 10, 19, 99].map((step) => valueAt(curve, step))).toEqual([1, 2, 2, 3, 8, 9]);
  expect(valueAt([], 3)).toBeNull();
});
