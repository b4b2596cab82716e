import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filmFrames } from '../../../../src/renderer/timeline/film-slots';
import { nearestStep, neighbours, sheetsOfKey, stepAway } from '../../../../src/renderer/timeline/stored-position';
import { axisOver, stepsThemselves } from '../../../../src/renderer/timeline/time-axis';

const steps = fc
  .uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 200 })
  .map((found) => found.sort((a, b) => a - b));

test('the nearest stored step is as near as any', () => {
  fc.assert(
    fc.property(steps, fc.double({ min: -10, max: 11_000, noNaN: true }), (stored, at) => {
      const nearest = nearestStep(stored, at) as number;
      expect(Math.abs(nearest - at)).toBe(Math.min(...stored.map((step) => Math.abs(step - at))));
    }),
  );
  expect(nearestStep([], 5)).toBeNull();
});

test('keys move one sheet, ten sheets, or to an end, and stop there', () => {
  const stored = Array.from({ length: 30 }, (_, index) => index * 100);
  const after = (key: string, from: number) => stepAway(stored, from, sheetsOfKey(key) ?? 0);
  expect(after('ArrowRight', 500)).toBe(600);
  expect(after('ArrowLeft', 500)).toBe(400);
  expect(after('PageUp', 500)).toBe(1500);
  expect(after('PageDown', 500)).toBe(0);
  expect(after('Home', 500)).toBe(0);
  expect(after('End', 500)).toBe(2900);
  expect(after('ArrowRight', 550)).toBe(600);
  expect(after('ArrowLeft', 550)).toBe(500);
  expect(sheetsOfKey('a')).toBeNull();
});

test('what is brought beforehand lies around, nearest first, and more of it ahead', () => {
  const stored = Array.from({ length: 30 }, (_, index) => index);
  expect(neighbours(stored, 10, 1, 3, 1)).toEqual([11, 9, 12, 13]);
  expect(neighbours(stored, 10, -1, 2, 1)).toEqual([9, 11, 8]);
  expect(neighbours(stored, 0, -1, 2, 1)).toEqual([1]);
});

test('a film shows every sheet at most once, in order, each at its place', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 40 }), (stored, slots) => {
      const frames = filmFrames(axisOver(stepsThemselves, 0, 10_000), stored, slots);
      const shown = frames.map(({ step }) => step);
      expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
      expect(frames.every(({ slot }) => slot >= 0 && slot < slots)).toBe(true);
      expect(shown.length).toBeGreaterThan(0);
    }),
  );
});
