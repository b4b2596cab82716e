import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignRange, CurvePyramid, leafWidth, widthFor } from '../../../src/shared/curve-pyramid';
import { curveStride, rowOf, type CurveTable } from '../../../src/shared/curve-table';
import type { StepMetrics } from '../../../src/shared/run';
import { metricsOf, restingMetricsOf } from '../../new-run';

/** Lines of a run in which some steps have none, the generator rests in some, and one number may be none. */
const runs = fc
  .array(
    fc.record({
      ahead: fc.oneof({ weight: 20, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 90 })),
      loss: fc.oneof({ weight: 10, arbitrary: fc.double({ min: -9, max: 9, noNaN: true }) }, fc.constant(Number.NaN)),
      rests: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3000, size: 'max' },
  )
  .map((parts) => {
    let step = 0;
    return parts.map(({ ahead, loss, rests }): StepMetrics => {
      step += ahead;
      return rests
        ? { ...restingMetricsOf(step), discriminatorLoss: loss }
        : metricsOf(step, { discriminatorLoss: loss, generatorLoss: -loss });
    });
  });

interface PlainRow {
  readonly row: number;
  readonly losses: number[];
}

/** The same stretch by plain reduction, line by line. */
function reduced(lines: readonly StepMetrics[], width: number, from: number, to: number): readonly PlainRow[] {
  const rows = new Map<number, PlainRow>();
  for (const { step, discriminatorLoss } of lines) {
    if (step < from || step > to) continue;
    const row = rows.get(rowOf(step, width)) ?? { row: rowOf(step, width), losses: [] };
    if (Number.isFinite(discriminatorLoss)) row.losses.push(discriminatorLoss);
    rows.set(row.row, row);
  }
  return [...rows.values()];
}

function expectSame(table: CurveTable, plain: readonly PlainRow[]): void {
  expect(table.length).toBe(plain.length);
  plain.forEach(({ row, losses }, place) => {
    expect(rowOf(table.head(place, 'firstStep'), table.width)).toBe(row);
    expect(table.value(place, 'discriminatorLoss', 'count')).toBe(losses.length);
    if (losses.length === 0) return expect(table.value(place, 'discriminatorLoss', 'mean')).toBeNaN();
    expect(table.value(place, 'discriminatorLoss', 'lowest')).toBe(Math.min(...losses));
    expect(table.value(place, 'discriminatorLoss', 'highest')).toBe(Math.max(...losses));
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(table.value(place, 'discriminatorLoss', 'mean')).toBeCloseTo(mean, 9);
  });
}

test('any stretch in rows of any width is the plain reduction of its lines', () => {
  fc.assert(
    fc.property(runs, fc.nat(), fc.nat(), fc.integer({ min: 5, max: 13 }), (lines, one, other, power) => {
      const pyramid = new CurvePyramid();
      for (const line of lines) pyramid.add(line);
      const ends = [one, other].map((place) => 1 + (place % pyramid.lastStep)).sort((a, b) => a - b);
      const range = alignRange({ from: ends[0] ?? 1, to: ends[1] ?? 1 }, 2 ** power);
      expectSame(pyramid.tableOf(range, 2 ** power), reduced(lines, 2 ** power, range.from, range.to));
    }),
    { numRuns: 60 },
  );
});

test('leaves that were kept and lines that came after them are the same pyramid', () => {
  fc.assert(
    fc.property(runs, fc.nat(), (lines, place) => {
      const whole = new CurvePyramid();
      for (const line of lines) whole.add(line);
      const kept = place % whole.leafCount;
      const again = new CurvePyramid(whole.leaves(0, kept).slice());
      for (const line of lines) if (line.step > again.lastStep) again.add(line);
      const all = { from: 1, to: whole.lastStep };
      for (const width of [leafWidth, 1024, 4096]) {
        const range = alignRange(all, width);
        expect(again.tableOf(range, width).rows()).toEqual(whole.tableOf(range, width).rows());
      }
      expect(whole.leaves(0, whole.leafCount).length).toBe(whole.leafCount * curveStride);
    }),
    { numRuns: 40 },
  );
});

test('a stretch has at most as many rows as are wanted, and no fewer than it must', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.nat(1e7),
      fc.integer({ min: 2, max: 2000 }),
      (from, more, most) => {
        const range = { from, to: from + more };
        const width = widthFor(range, most);
        expect(rowOf(range.to, width) - rowOf(range.from, width) + 1).toBeLessThanOrEqual(most);
        if (width > 1) expect(rowOf(range.to, width / 2) - rowOf(range.from, width / 2) + 1).toBeGreaterThan(most);
        const aligned = alignRange(range, width);
        expect(aligned.from).toBeLessThanOrEqual(range.from);
        expect(aligned.to).toBeGreaterThanOrEqual(range.to);
        expect((aligned.from - 1) % width).toBe(0);
      },
    ),
  );
});

test('a step that is not after the newest is not taken', () => {
  const pyramid = new CurvePyramid();
  expect(pyramid.add(metricsOf(5))).toBe(true);
  expect(pyramid.add(metricsOf(5))).toBe(false);
  expect(pyramid.add(metricsOf(4))).toBe(false);
  expect([pyramid.firstStep, pyramid.lastStep]).toEqual([5, 5]);
});
