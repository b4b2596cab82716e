import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  epochOfStep,
  lineEnds,
  lineStops,
  nearestOf,
  placeOfRun,
  secondsAt,
  stepAtSeconds,
  stopAway,
  type RunOnLine,
} from '../../../../src/renderer/comparison/time-line';

/** So many steps, each of so many seconds, with a sheet at every tenth. */
function runOf(first: number, last: number, secondsAStep: number): RunOnLine {
  const steps = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return {
    curve: steps.map((step) => ({ step, seconds: (step - first + 1) * secondsAStep })),
    sheetSteps: steps.filter((step) => step % 10 === 0),
  };
}

const short = runOf(1, 50, 1);
const long = runOf(1, 200, 0.1);
const branch = runOf(101, 140, 1);

test('by step the line runs from the first step to the last of the longest run', () => {
  expect(lineEnds([short, long], 'step')).toEqual({ from: 1, to: 200 });
  expect(lineEnds([short, branch], 'step')).toEqual({ from: 1, to: 140 });
  expect(lineEnds([], 'step')).toEqual({ from: 0, to: 1 });
});

test('by time it runs to the end of the run that trained longest', () => {
  expect(lineEnds([short, long], 'time')).toEqual({ from: 0, to: 50 });
});

test('a shorter run stays at its last sheet and says that it is over; a branch says that it has not begun', () => {
  expect(placeOfRun(short, 'step', 120)).toEqual({ step: 50, seconds: 50, sheetStep: 50, outside: 'after' });
  expect(placeOfRun(long, 'step', 120)).toMatchObject({ step: 120, sheetStep: 120, outside: null });
  expect(placeOfRun(branch, 'step', 20)).toMatchObject({ step: 101, sheetStep: 110, outside: 'before' });
});

test('at the same wall time each run stands where it was by then', () => {
  expect(placeOfRun(short, 'time', 10)).toMatchObject({ step: 10, sheetStep: 10, outside: null });
  expect(placeOfRun(long, 'time', 10)).toMatchObject({ step: 100, sheetStep: 100, outside: null });
  expect(placeOfRun(long, 'time', 30)).toMatchObject({ step: 200, sheetStep: 200, outside: 'after' });
});

test('the slider stops wherever a run has a sheet, each place once', () => {
  expect(lineStops([short, runOf(1, 25, 1)], 'step')).toEqual([10, 20, 30, 40, 50]);
  const stops = [10, 20, 30];
  expect(stopAway(stops, 20, 1)).toBe(30);
  expect(stopAway(stops, 15, 1)).toBe(20);
  expect(stopAway(stops, 15, -1)).toBe(10);
  expect(stopAway(stops, 30, 5)).toBe(30);
  expect(stopAway([], 1, 1)).toBe(null);
});

test('step and clock lead back to each other, and neither runs backwards', () => {
  const anyCurve = fc
    .array(fc.record({ steps: fc.integer({ min: 1, max: 50 }), seconds: fc.integer({ min: 1, max: 100 }) }), {
      minLength: 2,
      maxLength: 30,
    })
    .map((parts) => {
      let [step, seconds] = [0, 0];
      return parts.map((part) => ({ step: (step += part.steps), seconds: (seconds += part.seconds) }));
    });
  fc.assert(
    fc.property(anyCurve, fc.double({ min: 0, max: 1, noNaN: true }), (curve, share) => {
      const [first, last] = [curve[0]?.step ?? 0, curve.at(-1)?.step ?? 0];
      const step = first + share * (last - first);
      expect(stepAtSeconds(curve, secondsAt(curve, step))).toBeCloseTo(step, 6);
      expect(secondsAt(curve, step + 1)).toBeGreaterThanOrEqual(secondsAt(curve, step));
    }),
  );
});

test('a clock that was set back stands still', () => {
  const curve = [
    { step: 1, seconds: 10 },
    { step: 2, seconds: 8 },
    { step: 3, seconds: 12 },
  ];
  expect(Number.isFinite(secondsAt(curve, 1.5))).toBe(true);
  expect(Number.isFinite(stepAtSeconds(curve, 9))).toBe(true);
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
  expect(epochOfStep(100, 64, 6400)).toBe(1);
  expect(epochOfStep(100, 64, 0)).toBe(null);
});
