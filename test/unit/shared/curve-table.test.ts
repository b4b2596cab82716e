import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CurveTable, thinTable } from '../../../src/shared/curve-table';
import type { StepMetrics } from '../../../src/shared/run';
import { metricsOf, restingMetricsOf } from '../../new-run';

function tableOf(lines: readonly StepMetrics[], width = 1): CurveTable {
  const table = new CurveTable(width);
  for (const line of lines) table.add(line);
  return table;
}

const losses = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 300 });
const linesOf = (values: readonly number[]): readonly StepMetrics[] =>
  values.map((discriminatorLoss, index) => metricsOf(index + 1, { discriminatorLoss }));

test('thinning keeps extremes, mean and the newest step, whatever the values', () => {
  fc.assert(
    fc.property(losses, fc.integer({ min: 1, max: 40 }), (values, most) => {
      const thin = thinTable(tableOf(linesOf(values)), most);
      const rows = Array.from({ length: thin.length }, (_, row) => row);
      const of = (field: 'count' | 'mean' | 'lowest' | 'highest') =>
        rows.map((row) => thin.value(row, 'discriminatorLoss', field));
      expect(thin.length).toBeLessThanOrEqual(most);
      expect(Math.min(...of('lowest'))).toBe(Math.min(...values));
      expect(Math.max(...of('highest'))).toBe(Math.max(...values));
      const sum = rows.reduce((all, row) => all + (of('mean')[row] ?? 0) * (of('count')[row] ?? 0), 0);
      expect(sum).toBeCloseTo(
        values.reduce((all, value) => all + value, 0),
        6,
      );
      expect(thin.lastStep).toBe(values.length);
    }),
  );
});

test('thinning first and adding afterwards is adding first and thinning afterwards', () => {
  fc.assert(
    fc.property(losses, losses, (early, late) => {
      const lines = linesOf([...early, ...late]);
      const one = tableOf(lines).coarser().coarser();
      const other = tableOf(lines.slice(0, early.length)).coarser().coarser();
      for (const line of lines.slice(early.length)) other.add(line);
      const [a, b] = [one.rows().data, other.rows().data];
      expect(b.length).toBe(a.length);
      a.forEach((value, place) => expect(b[place]).toBeCloseTo(value, 6));
    }),
  );
});

test('a step that is not after the newest is not taken', () => {
  const table = tableOf([metricsOf(1), metricsOf(2)]);
  expect(table.add(metricsOf(2))).toBe(false);
  expect(table.add(metricsOf(1))).toBe(false);
  expect(table.length).toBe(2);
});

test('a step in which the generator rested tells nothing of its loss', () => {
  const table = tableOf([restingMetricsOf(1)]);
  expect(table.value(0, 'generatorLoss', 'count')).toBe(0);
  expect(table.value(0, 'generatorLoss', 'mean')).toBeNaN();
  expect(table.value(0, 'realProbability', 'mean')).toBe(0.5);
});

test('rows cross a process and are the same table there; a part of it holds just its steps', () => {
  const table = tableOf(linesOf([3, 1, 4, 1, 5, 9, 2, 6]), 2);
  const { width, data } = table.rows();
  const again = new CurveTable(width, data);
  expect(again.rows()).toEqual(table.rows());
  const part = table.slice(3, 6);
  expect([part.head(0, 'firstStep'), part.lastStep]).toEqual([3, 6]);
  // the part may grow without touching the whole
  part.add(metricsOf(7));
  expect(table.length).toBe(4);
});
