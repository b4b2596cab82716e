import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  epochsAStep,
  lineEnds,
  lineStops,
  nearestOf,
  placeOfRun,
  runOnLine,
  stopAway,
  type RunOnLine,
} from '../../../../src/renderer/comparison/time-line';
import type { LineUp } from '../../../../src/shared/comparison';
import { CurveTable } from '../../../../src/shared/curve-table';
import { metricsOf } from '../../../new-run';

/** So many steps, each of so many seconds, with a sheet at every tenth; 100 steps an epoch. */
function runOf(first: number, last: number, secondsAStep: number, lineUp: LineUp = 'step'): RunOnLine {
  const steps = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const table = new CurveTable(1);
  for (const step of steps) table.add(metricsOf(step, { seconds: (step - first + 1) * secondsAStep }));
  const run = {
    sheetSteps: steps.filter((step) => step % 10 === 0),
    recipe: { schedule: { batchSize: 64 } },
    record: { dataSet: { imageCount: 6400 } },
  };
  return runOnLine(run, table, lineUp);
}

const short = (lineUp: LineUp = 'step'): RunOnLine => runOf(1, 50, 1, lineUp);
const long = (lineUp: LineUp = 'step'): RunOnLine => runOf(1, 200, 0.1, lineUp);
const branch = (lineUp: LineUp = 'step'): RunOnLine => runOf(101, 140, 1, lineUp);

test('by step the line runs from before the first step to the last of the longest run', () => {
  expect(lineEnds([short(), long()])).toEqual({ from: 0, to: 200 });
  expect(lineEnds([short(), branch()])).toEqual({ from: 0, to: 140 });
  expect(lineEnds([])).toEqual({ from: 0, to: 1 });
});

test('by time it runs to the end of the run that trained longest', () => {
  expect(lineEnds([short('time'), long('time')])).toEqual({ from: 0, to: 50 });
});

test('by epoch each run stands where it had seen its data as often', () => {
  expect(lineEnds([short('epoch'), long('epoch')])).toEqual({ from: 0, to: 2 });
  expect(placeOfRun(long('epoch'), 1.5)).toMatchObject({ step: 150, sheetStep: 150, outside: null });
});

test('a shorter run stays at its last sheet and says that it is over; a branch says that it has not begun', () => {
  expect(placeOfRun(short(), 120)).toEqual({ step: 50, seconds: 50, sheetStep: 50, outside: 'after' });
  expect(placeOfRun(long(), 120)).toMatchObject({ step: 120, sheetStep: 120, outside: null });
  expect(placeOfRun(branch(), 20)).toMatchObject({ step: 100, sheetStep: 110, outside: 'before' });
});

test('at the same wall time each run stands where it was by then', () => {
  expect(placeOfRun(short('time'), 10)).toMatchObject({ step: 10, sheetStep: 10, outside: null });
  expect(placeOfRun(long('time'), 10)).toMatchObject({ step: 100, sheetStep: 100, outside: null });
  expect(placeOfRun(branch('time'), 10)).toMatchObject({ step: 110, sheetStep: 110, outside: null });
  expect(placeOfRun(long('time'), 30)).toMatchObject({ step: 200, sheetStep: 200, outside: 'after' });
});

test('a run whose curves are not read yet lies along its sheets, and one without either at the beginning', () => {
  const bare = { recipe: { schedule: { batchSize: 64 } }, record: { dataSet: { imageCount: 6400 } } };
  expect(runOnLine({ ...bare, sheetSteps: [0, 30] }, null, 'step')).toMatchObject({ firstStep: 0, lastStep: 30 });
  expect(runOnLine({ ...bare, sheetSteps: [] }, null, 'time')).toMatchObject({ firstStep: 0, lastStep: 0 });
});

test('the slider stops wherever a run has a sheet, each place once', () => {
  expect(lineStops([short(), runOf(1, 25, 1)])).toEqual([10, 20, 30, 40, 50]);
  const stops = [10, 20, 30];
  expect(stopAway(stops, 20, 1)).toBe(30);
  expect(stopAway(stops, 15, 1)).toBe(20);
  expect(stopAway(stops, 15, -1)).toBe(10);
  expect(stopAway(stops, 30, 5)).toBe(30);
  expect(stopAway([], 1, 1)).toBe(null);
});

test('a place of the line leads to its step and back, however runs are lined up', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<LineUp>('step', 'epoch', 'time'),
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0.01, max: 5, noNaN: true }),
      (lineUp, step, pace) => {
        const run = runOf(1, 200, pace, lineUp);
        expect(placeOfRun(run, run.scale.valueOf(step)).step).toBe(step);
      },
    ),
  );
});

test('a clock that was set back stands still', () => {
  const table = new CurveTable(1);
  for (const [step, seconds] of [10, 8, 12].entries()) table.add(metricsOf(step + 1, { seconds }));
  const run = {
    sheetSteps: [],
    recipe: { schedule: { batchSize: 64 } },
    record: { dataSet: { imageCount: 6400 } },
  };
  const { scale } = runOnLine(run, table, 'time');
  expect([1, 2, 3].map((step) => scale.valueOf(step))).toEqual([10, 10, 12]);
});

test('the nearest of ascending numbers', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1000), { minLength: 1 }), fc.nat(1000), (numbers, value) => {
      const sorted = [...numbers].sort((a, b) => a - b);
      const best = Math.min(...sorted.map((number) => Math.abs(number - value)));
      expect(Math.abs((nearestOf(sorted, value) ?? Number.NaN) - value)).toBe(best);
    }),
  );
  expect(nearestOf([], 3)).toBe(null);
});

test('epochs are told only where the size of the data set is known', () => {
  const run = (imageCount: number): Parameters<typeof epochsAStep>[0] => ({
    recipe: { schedule: { batchSize: 64 } },
    record: { dataSet: { imageCount } },
  });
  expect(epochsAStep(run(6400))).toBe(0.01);
  expect(epochsAStep(run(0))).toBe(null);
});
