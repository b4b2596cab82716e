import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectEpochMeans } from '../../../../src/main/trainer/epoch-means';
import { epochAt } from '../../../../src/shared/recipe';
import { epochMetricsSchema, type EpochMetrics, type StepMetrics } from '../../../../src/shared/run';
import { metricsOf, restingMetricsOf } from '../../../new-run';

const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
/** A run of some steps: sizes, and the numbers of each step; in some steps the generator rests. */
const runs = fc
  .record({ batchSize: fc.integer({ min: 1, max: 50 }), more: fc.integer({ min: 0, max: 500 }) })
  .chain(({ batchSize, more }) =>
    fc.record({
      batchSize: fc.constant(batchSize),
      imageCount: fc.constant(batchSize + more),
      numbers: fc.array(fc.record({ loss: number, moves: fc.boolean() }), { minLength: 1, maxLength: 60 }),
    }),
  );
type Run = typeof runs extends fc.Arbitrary<infer T> ? T : never;

function linesOf({ batchSize, imageCount, numbers }: Run): readonly StepMetrics[] {
  return numbers.map(({ loss, moves }, index) => {
    const step = index + 1;
    const line = { ...restingMetricsOf(step), epoch: epochAt(step, batchSize, imageCount), discriminatorLoss: loss };
    return moves ? { ...line, generatorLoss: 2 * loss, generatorGradientNorm: 3 } : line;
  });
}

function meansOf(lines: readonly StepMetrics[]): readonly EpochMetrics[] {
  const means = collectEpochMeans();
  const rest = [...means.take(lines)];
  const last = means.rest();
  return last === null ? rest : [...rest, last];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the means of epochs', () => {
  test('are the means of the steps that began in each, and only the last may be cut short', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const lines = linesOf(run);
        const epochs = meansOf(lines);
        const begunIn = (line: StepMetrics): number =>
          Math.floor(((line.step - 1) * run.batchSize) / run.imageCount) + 1;
        for (const found of epochs) {
          const own = lines.filter((line) => begunIn(line) === found.epoch);
          expect(epochMetricsSchema.parse(found)).toEqual(found);
          expect([found.steps, found.step]).toEqual([own.length, own.at(-1)?.step]);
          expect(found.discriminatorLoss).toBe(mean(own.map((line) => line.discriminatorLoss)));
          const moved = own.flatMap((line) => line.generatorLoss ?? []);
          expect(found.generatorLoss).toBe(moved.length === 0 ? undefined : mean(moved));
          expect(found.generatorGradientNorm).toBe(moved.length === 0 ? undefined : 3);
          expect(found.complete).toBe((own.at(-1)?.epoch ?? 0) >= found.epoch);
        }
        expect(epochs.reduce((sum, { steps }) => sum + steps, 0)).toBe(lines.length);
        expect(epochs.map(({ epoch }) => epoch)).toEqual(epochs.map((_, index) => index + 1));
        expect(epochs.slice(0, -1).every(({ complete }) => complete)).toBe(true);
      }),
    );
  });

  test('do not depend on how the steps are handed over', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 7 }), (run, atOnce) => {
        const lines = linesOf(run);
        const means = collectEpochMeans();
        const found: EpochMetrics[] = [];
        for (let start = 0; start < lines.length; start += atOnce) {
          found.push(...means.take(lines.slice(start, start + atOnce)));
        }
        const last = means.rest();
        expect(last === null ? found : [...found, last]).toEqual(meansOf(lines));
      }),
    );
  });

  test('have nothing left over where the last step ends an epoch', () => {
    const means = collectEpochMeans();
    expect(means.take([metricsOf(1, { epoch: 0.5 }), metricsOf(2, { epoch: 1 })])).toHaveLength(1);
    expect(means.rest()).toBeNull();
  });

  test('of a run that goes on in the midst of an epoch count that epoch', () => {
    const means = collectEpochMeans(2.5);
    expect(means.take([metricsOf(6, { epoch: 3 })])).toMatchObject([{ epoch: 3, steps: 1, complete: true }]);
  });
});
