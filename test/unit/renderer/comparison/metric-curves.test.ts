import { expect, test } from 'vitest';
import { metricCurves, placedOn, valueWithin } from '../../../../src/renderer/comparison/metric-curves';
import { epochScale } from '../../../../src/renderer/timeline/time-axis';
import { CurveTable } from '../../../../src/shared/curve-table';
import type { StepMetrics } from '../../../../src/shared/run';
import { metricsOf, restingMetricsOf } from '../../../new-run';

function tableOf(lines: readonly StepMetrics[]): CurveTable {
  const table = new CurveTable(1);
  for (const line of lines) table.add(line);
  return table;
}

test('each number has its curve, and images a second follow from the clock', () => {
  const lines = [1, 2, 3, 4].map((step) => metricsOf(step, { seconds: step * 2, generatorLoss: 0.5 }));
  const curves = metricCurves(tableOf(lines), 64, 0.02);
  expect(curves.generatorLoss.map(({ y }) => y)).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(curves.imagesPerSecond.map(({ y }) => y)).toEqual([32, 32, 32]);
  expect(curves.generatorGradientNorm).toEqual([]);
});

test('steps in which the generator rested leave its curve out, and a clock set back tells no pace', () => {
  const curves = metricCurves(tableOf([metricsOf(1), restingMetricsOf(2), metricsOf(3, { seconds: 0 })]), 64, 0);
  expect(curves.generatorLoss).toHaveLength(2);
  expect(curves.imagesPerSecond).toHaveLength(1);
});

test('where lines are missing or a value is no number, a curve has a gap', () => {
  const nan = { ...metricsOf(3), generatorLoss: Number.NaN };
  const curves = metricCurves(tableOf([metricsOf(1), metricsOf(2), nan, metricsOf(4), metricsOf(9)]), 64, 0);
  expect(curves.discriminatorLoss.map(({ y }) => Number.isNaN(y))).toEqual([false, false, false, false, true, false]);
  expect(curves.generatorLoss.filter(({ y }) => !Number.isNaN(y)).map(({ x }) => x)).toEqual([1, 2, 4, 9]);
});

test('points lie in the unit of the line', () => {
  const points = [{ x: 200, y: 1 }];
  expect(placedOn(epochScale(0.01), points)).toEqual([{ x: 2, y: 1 }]);
});

test('a value is that of the nearest point, and beyond the ends of a run there is none', () => {
  const points = [
    { x: 10, y: 1 },
    { x: 20, y: 3 },
  ];
  const run = { firstStep: 8, lastStep: 22 };
  expect(valueWithin(points, 12, run)).toBe(1);
  expect(valueWithin(points, 21, run)).toBe(3);
  expect(valueWithin(points, 8, run)).toBe(1);
  expect(valueWithin(points, 40, run)).toBe(null);
  expect(valueWithin(points, 7, run)).toBe(null);
  expect(valueWithin([], 10, run)).toBe(null);
});
