import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinMetrics } from '../../../../src/main/runs/thin-metrics';
import { metricsOf, restingMetricsOf } from '../../../new-run';
import type { StepMetrics } from '../../../../src/shared/run';

function thin(lines: readonly StepMetrics[], maximum: number): readonly StepMetrics[] {
  const thinned = thinMetrics(maximum);
  for (const line of lines) thinned.add(line);
  return thinned.points();
}

const maximums = fc.integer({ min: 1, max: 20 }).map((half) => 2 * half);

test('few lines are all kept; of many at least half as many points as allowed, in order, the newest last', () => {
  fc.assert(
    fc.property(fc.nat(500), maximums, (count, maximum) => {
      const lines = Array.from({ length: count }, (_, index) => metricsOf(index + 1));
      const points = thin(lines, maximum);
      if (count <= maximum) expect(points).toEqual(lines);
      expect(points.length).toBeLessThanOrEqual(maximum);
      expect(points.length).toBeGreaterThanOrEqual(Math.min(count, maximum / 2));
      expect(points.at(-1)).toEqual(lines.at(-1));
      const steps = points.map(({ step }) => step);
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    }),
  );
});

test('a generator that moves only every few steps keeps its curve', () => {
  const rhythms = fc.integer({ min: 2, max: 7 });
  fc.assert(
    fc.property(rhythms, fc.nat(6), (rhythm, phase) => {
      const isMoving = (step: number): boolean => step % rhythm === phase % rhythm;
      const lines = Array.from({ length: 400 }, (_, index) => index + 1).map((step) =>
        isMoving(step) ? metricsOf(step, { generatorLoss: step }) : restingMetricsOf(step),
      );
      let start = 0;
      for (const { step, generatorLoss } of thin(lines, 40)) {
        const moved = lines.slice(start, step).filter((line) => line.generatorLoss !== undefined);
        expect(generatorLoss).toBe(moved.at(-1)?.generatorLoss);
        start = step;
      }
    }),
  );
});

test('refuses a maximum that cannot be halved', () => {
  expect(() => thinMetrics(3)).toThrow(RangeError);
  expect(() => thinMetrics(0)).toThrow(RangeError);
});
