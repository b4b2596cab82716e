import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filmSteps, storedSteps } from '../../../../src/renderer/sheets/film-steps';

test('sheets that were stored since the run was read are known from the recipe', () => {
  expect(storedSteps([0, 100, 200], 100, 430)).toEqual([0, 100, 200, 300, 400]);
  expect(storedSteps([], 100, 250)).toEqual([0, 100, 200]);
  expect(storedSteps([0, 100, 157], 100, 157)).toEqual([0, 100, 157]);
});

test('a film shows the first and the last sheet and as many in between as fit, in order and once each', () => {
  const steps = fc
    .uniqueArray(fc.integer({ min: 0, max: 1e6 }), { maxLength: 200 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(steps, fc.integer({ min: 2, max: 30 }), (all, most) => {
      const film = filmSteps(all, most);
      expect(film).toHaveLength(Math.min(all.length, most));
      expect(film[0]).toBe(all[0]);
      expect(film.at(-1)).toBe(all.at(-1));
      expect([...new Set(film)].sort((a, b) => a - b)).toEqual(film);
    }),
  );
});

test('where nothing fits nothing is shown', () => {
  expect(filmSteps([1, 2, 3], 0)).toEqual([]);
});
