import { expect, test } from 'vitest';
import { meanUpTo, paceUpTo, rowAt } from '../../../../src/renderer/comparison/run-figures';
import { CurveTable } from '../../../../src/shared/curve-table';
import type { StepMetrics } from '../../../../src/shared/run';
import { metricsOf, restingMetricsOf } from '../../../new-run';

function tableOf(lines: readonly StepMetrics[]): CurveTable {
  const table = new CurveTable(1);
  for (const line of lines) table.add(line);
  return table;
}

test('a figure is the mean of the last fiftieth up to its row that tells it', () => {
  const lines = Array.from({ length: 100 }, (_, index) => metricsOf(index + 1, { discriminatorLoss: index }));
  const table = tableOf(lines);
  expect(meanUpTo(table, 'discriminatorLoss', 99)).toBe(98.5);
  expect(meanUpTo(table, 'discriminatorLoss', 49)).toBe(48.5);
  expect(meanUpTo(tableOf([metricsOf(1, { generatorLoss: 2 }), restingMetricsOf(2)]), 'generatorLoss', 1)).toBe(2);
  expect(meanUpTo(tableOf([restingMetricsOf(1)]), 'generatorLoss', 0)).toBe(null);
});

test('a step has a row unless its line is missing', () => {
  const table = tableOf([metricsOf(3), metricsOf(4), metricsOf(8)]);
  expect([2, 3, 4, 6, 8, 9].map((step) => rowAt(table, step))).toEqual([null, 0, 1, null, 2, null]);
});

test('the pace is that of the steps just before, and a clock that stood still tells none', () => {
  const seconds = [1, 2, 4, 4, 3];
  const table = tableOf(seconds.map((at, index) => metricsOf(index + 1, { seconds: at })));
  expect(seconds.map((_, row) => paceUpTo(table, row))).toEqual([null, 1, 0.5, null, null]);
});
