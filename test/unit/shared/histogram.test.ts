import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramOf } from '../../../src/shared/histogram';

test('every number is counted once, finite ones within the range', () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 0, maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (values, parts) => {
      const histogram = histogramOf(values, parts);
      expect(histogram.counts).toHaveLength(parts);
      const counted = histogram.counts.reduce((sum, count) => sum + count, 0);
      expect(counted + histogram.notFinite).toBe(values.length);
      expect(histogram.count).toBe(values.length);
      expect(histogram.zeros).toBe(values.filter((value) => value === 0).length);
    }),
  );
});

test('the ends lie in the first and the last part', () => {
  const { counts, low, high, mean, length } = histogramOf([0, 1, 2, 3, 4], 4);
  expect({ counts, low, high, mean }).toEqual({ counts: [1, 1, 1, 2], low: 0, high: 4, mean: 2 });
  expect(length).toBeCloseTo(Math.sqrt(30));
});

test('equal numbers, no numbers, and numbers that are none', () => {
  expect(histogramOf([2, 2, 2], 3)).toMatchObject({ counts: [0, 3, 0], low: 2, high: 2, deviation: 0 });
  expect(histogramOf([], 2)).toMatchObject({ counts: [0, 0], count: 0, low: 0, high: 0, mean: 0 });
  expect(histogramOf([Number.NaN, Infinity, 1], 1)).toMatchObject({ counts: [1], notFinite: 2, low: 1, high: 1 });
});
