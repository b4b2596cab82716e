import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MetricSeries } from '../../../../src/renderer/charts/metric-series';

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 400 });

function filled(numbers: readonly number[], capacity: number): MetricSeries {
  const series = new MetricSeries(capacity);
  numbers.forEach((value, index) => series.add(index + 1, value));
  return series;
}

test('it never holds more points than its capacity, however long the run', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 40 }), (numbers, capacity) => {
      expect(filled(numbers, capacity).points().length).toBeLessThanOrEqual(capacity);
    }),
  );
});

test('the extremes of all values stay visible', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 40 }), (numbers, capacity) => {
      const points = filled(numbers, capacity).points();
      expect(Math.min(...points.map(({ lowest }) => lowest))).toBe(Math.min(...numbers));
      expect(Math.max(...points.map(({ highest }) => highest))).toBe(Math.max(...numbers));
    }),
  );
});

test('while there is room every value is a point of its own, at its step', () => {
  const points = filled([3, 1, 2], 8).points();
  expect(points.map(({ step, mean }) => [step, mean])).toEqual([
    [1, 3],
    [2, 1],
    [3, 2],
  ]);
});

test('neighbours merge to their mean, at the middle of their steps', () => {
  const series = filled([1, 3, 5, 7, 9], 4);
  expect(series.bucketWidth).toBe(2);
  expect(series.points().map(({ step, mean }) => [step, mean])).toEqual([
    [1.5, 2],
    [3.5, 6],
    [5.5, 9],
  ]);
});

test('steps without a value leave a gap, and thinned steps lie where they belong', () => {
  const series = new MetricSeries(100);
  series.add(10, 1);
  series.add(1000, 2);
  const points = series.points();
  expect(points).toHaveLength(2);
  expect(Math.abs((points[1]?.step ?? 0) - 1000)).toBeLessThanOrEqual(series.bucketWidth);
});

test('a value that is no number is not drawn', () => {
  const series = filled([1, Number.NaN, Number.POSITIVE_INFINITY, 2], 8);
  expect(series.points().map(({ mean }) => mean)).toEqual([1, 2]);
});
