import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MetricSeries } from '../../../../src/renderer/charts/metric-series';
import { rawCurve, smooth } from '../../../../src/renderer/charts/smoothing';

const points = (numbers: readonly number[], capacity = 1000): MetricSeries => {
  const series = new MetricSeries(capacity);
  numbers.forEach((value, index) => series.add(index + 1, value));
  return series;
};
const values = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 300 });

test('the smoothed curve stays within the values and keeps their steps', () => {
  fc.assert(
    fc.property(values, (numbers) => {
      const source = points(numbers).points();
      const curve = smooth(source);
      expect(curve.map(({ x }) => x)).toEqual(source.map(({ step }) => step));
      for (const { y } of curve) {
        expect(y).toBeGreaterThanOrEqual(Math.min(...numbers) - 1e-9);
        expect(y).toBeLessThanOrEqual(Math.max(...numbers) + 1e-9);
      }
    }),
  );
});

test('a constant stays that constant', () => {
  const curve = smooth(points(Array<number>(200).fill(0.7)).points());
  for (const { y } of curve) expect(y).toBeCloseTo(0.7, 12);
});

test('smoothing calms what jumps', () => {
  const curve = smooth(points(Array.from({ length: 400 }, (_, index) => index % 2)).points());
  for (const { y } of curve.slice(20, -20)) expect(Math.abs(y - 0.5)).toBeLessThan(0.1);
});

test('nothing gives nothing', () => {
  expect(smooth([])).toEqual([]);
});

test('the raw curve is the values themselves, and later their lowest and highest', () => {
  const single = points([3, 1]);
  expect(rawCurve(single.points(), single.bucketWidth)).toEqual([
    { x: 1, y: 3 },
    { x: 2, y: 1 },
  ]);
  const merged = points([1, 3, 5], 2);
  expect(rawCurve(merged.points(), merged.bucketWidth).map(({ y }) => y)).toEqual([1, 3, 5, 5]);
});

test('the raw curve never turns back', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 50 }), (numbers, capacity) => {
      const series = points(numbers, capacity);
      const xs = rawCurve(series.points(), series.bucketWidth).map(({ x }) => x);
      expect(xs).toEqual([...xs].sort((a, b) => a - b));
    }),
  );
});
