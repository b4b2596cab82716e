import { expect, test } from 'vitest';
import { comparedCurves, valueWithin } from '../../../../src/renderer/comparison/compared-curves';
import { metricsOf, restingMetricsOf } from '../../../new-run';

test('each number has its curve, and images a second follow from the clock', () => {
  const lines = [1, 2, 3, 4].map((step) => metricsOf(step, { seconds: step * 2, generatorLoss: 0.5 }));
  const curves = comparedCurves(lines, 64);
  expect(curves.generatorLoss.map(({ y }) => y)).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(curves.imagesPerSecond.map(({ y }) => y)).toEqual([32, 32, 32]);
  expect(curves.generatorGradientNorm).toEqual([]);
});

test('steps in which the generator rested leave its curve out, and a clock set back tells no pace', () => {
  const curves = comparedCurves([metricsOf(1), restingMetricsOf(2), metricsOf(3, { seconds: 0 })], 64);
  expect(curves.generatorLoss).toHaveLength(2);
  expect(curves.imagesPerSecond).toHaveLength(1);
});

test('a value is read between two points, and beyond the ends of a run there is none', () => {
  const points = [
    { x: 10, y: 1 },
    { x: 20, y: 3 },
  ];
  expect(valueWithin(points, 15)).toBe(2);
  expect(valueWithin(points, 21)).toBe(3);
  expect(valueWithin(points, 40)).toBe(null);
  expect(valueWithin([], 1)).toBe(null);
});
