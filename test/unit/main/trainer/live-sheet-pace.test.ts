import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paceLiveSheets } from '../../../../src/main/trainer/live-sheet-pace';

test('the first sheet is due at once', () => {
  expect(paceLiveSheets().isDue(0)).toBe(true);
});

test('however dear a sheet is, drawing takes at most a twentieth of the time between sheets', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-4, max: 2, noNaN: true }), (cost) => {
      const pace = paceLiveSheets();
      pace.drawn(10, cost);
      expect(pace.isDue(10 + cost * 19)).toBe(false);
      expect(pace.isDue(10 + Math.max(0.11, cost * 20.01))).toBe(true);
    }),
  );
});

test('cheap sheets come at most ten times a second', () => {
  const pace = paceLiveSheets();
  pace.drawn(1, 1e-6);
  expect(pace.isDue(1.09)).toBe(false);
  expect(pace.isDue(1.11)).toBe(true);
});
