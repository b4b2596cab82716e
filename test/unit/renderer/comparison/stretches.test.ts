import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evenStretches, stepStretches, valuesOver } from '../../../../src/renderer/comparison/stretches';
import { epochScale, stepsThemselves } from '../../../../src/renderer/timeline/time-axis';
import { CurveTable } from '../../../../src/shared/curve-table';
import type { StepMetrics } from '../../../../src/shared/run';
import { metricsOf, restingMetricsOf } from '../../../new-run';

function tableOf(lines: readonly StepMetrics[]): CurveTable {
  const table = new CurveTable(1);
  for (const line of lines) table.add(line);
  return table;
}

test('stretches of steps hold all that was asked for, each once, in at most so many and no finer than the rows', () => {
  const sizes = fc.record({
    from: fc.integer({ min: 1, max: 1_000_000 }),
    more: fc.integer({ min: 0, max: 1_000_000 }),
    widest: fc.integer({ min: 0, max: 10 }),
    most: fc.integer({ min: 2, max: 250 }),
  });
  fc.assert(
    fc.property(sizes, ({ from, more, widest, most }) => {
      const stretches = stepStretches(from, from + more, 2 ** widest, most);
      expect(stretches.length).toBeLessThanOrEqual(most);
      expect(stretches[0]?.from).toBeLessThanOrEqual(from);
      expect(stretches.at(-1)?.to).toBeGreaterThan(from + more);
      for (const [index, stretch] of stretches.entries()) {
        expect((stretch.to - stretch.from) % 2 ** widest).toBe(0);
        expect((stretch.from - 1) % 2 ** widest).toBe(0);
        if (index > 0) expect(stretch.from).toBe(stretches[index - 1]?.to);
      }
    }),
  );
});

test('over a stretch every told step counts once, also from rows of another width', () => {
  const lines = Array.from({ length: 64 }, (_, index) => metricsOf(index + 1, { generatorLoss: Math.sin(index) }));
  const fine = { table: tableOf(lines), scale: stepsThemselves, batchSize: 32 };
  const coarse = { ...fine, table: fine.table.coarser().coarser() };
  const stretches = stepStretches(1, 64, 4, 8);
  const [values, same] = [fine, coarse].map((run) => valuesOver(stretches, run, 'generatorLoss'));
  for (const [index, { from, to }] of stretches.entries()) {
    const own = lines.slice(from - 1, to - 1).map(({ generatorLoss = NaN }) => generatorLoss);
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    for (const all of [values, same]) {
      expect(all?.[index]?.mean).toBeCloseTo(mean, 12);
      expect([all?.[index]?.lowest, all?.[index]?.highest]).toEqual([Math.min(...own), Math.max(...own)]);
    }
  }
});

test('where a run tells nothing there is no value: before and after it, where it rested, and where lines are missing', () => {
  const table = tableOf([restingMetricsOf(3), metricsOf(4), metricsOf(9)]);
  const told = valuesOver(
    stepStretches(1, 12, 1, 100),
    { table, scale: stepsThemselves, batchSize: 1 },
    'generatorLoss',
  );
  expect(told.flatMap((value, index) => (value ? [index + 1] : []))).toEqual([4, 9]);
});

test('images a second are all images of a stretch by all its seconds', () => {
  const seconds = [1, 2, 5, 6];
  const table = tableOf(seconds.map((at, index) => metricsOf(index + 1, { seconds: at })));
  const [first, second] = valuesOver(
    stepStretches(1, 4, 2, 2),
    { table, scale: stepsThemselves, batchSize: 10 },
    'imagesPerSecond',
  );
  expect(first).toMatchObject({ mean: 10 });
  expect(second).toMatchObject({ mean: 5, lowest: 10 / 3, highest: 10 });
});

test('along epochs a step counts where it lies, and the last one at the end of the line', () => {
  const table = tableOf([1, 2, 3, 4].map((step) => metricsOf(step, { discriminatorLoss: step })));
  const run = { table, scale: epochScale(0.5), batchSize: 1 };
  const told = valuesOver(evenStretches(0, 2, 2), run, 'discriminatorLoss');
  expect(told.map((value) => value?.mean)).toEqual([1, 3]);
});
