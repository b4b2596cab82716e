import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisEnd, axisTicks } from '../../../../src/renderer/charts/axis-ticks';

test.each([
  [20, 10, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]],
  [3, 3, [0, 1, 2, 3]],
  [0.3, 3, [0, 0.1, 0.2, 0.3]],
  [342, 8, [0, 50, 100, 150, 200, 250, 300]],
  [0, 5, [0]],
])('ticks up to %d, at most %d', (end, most, ticks) => {
  expect(axisTicks(end, most)).toEqual(ticks);
});

test('ticks start at nothing, rise evenly, stay on the axis and are no more than asked for', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.integer({ min: 1, max: 12 }), (end, most) => {
      const ticks = axisTicks(end, most);
      expect(ticks[0]).toBe(0);
      expect(ticks.length - 1).toBeLessThanOrEqual(most);
      expect(ticks.at(-1)).toBeLessThanOrEqual(end * (1 + 1e-9));
      const [, step = 0] = ticks;
      ticks.forEach((tick, index) => expect(tick).toBeCloseTo(index * step, 6));
    }),
  );
});

test('the axis ends above nearly all values', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 300 }), (values) => {
      const end = axisEnd(values);
      const outside = values.filter((value) => value > end).length;
      expect(outside).toBeLessThanOrEqual(Math.ceil(values.length * 0.02));
      expect(end).toBeGreaterThan(0);
    }),
  );
});

test('a few spikes do not flatten the rest', () => {
  const calm = Array.from({ length: 200 }, () => 1);
  expect(axisEnd([...calm, 500, 900])).toBeLessThan(3);
});

test('without values there is an axis all the same', () => {
  expect(axisEnd([])).toBe(1);
});

test('values that are all nothing have an axis all the same', () => {
  expect(axisEnd([0, 0, 0])).toBeGreaterThan(0);
  expect(axisEnd([5e-324])).toBeGreaterThan(0);
});
