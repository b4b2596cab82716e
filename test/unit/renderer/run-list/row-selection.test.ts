import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  choose,
  chooseAll,
  extendTo,
  keepWithin,
  neighbour,
  nothingChosen,
  toggle,
} from '../../../../src/renderer/run-list/row-selection';

const order = ['a', 'b', 'c', 'd', 'e'];
const chosenOf = ({ chosen }: { readonly chosen: ReadonlySet<string> }): string => [...chosen].sort().join('');

test('a range goes from where it began to the row pointed at, either way, and may be drawn anew', () => {
  const down = extendTo(choose('b'), 'd', order);
  expect([chosenOf(down), down.active, down.anchor]).toEqual(['bcd', 'd', 'b']);
  const up = extendTo(down, 'a', order);
  expect([chosenOf(up), up.active]).toEqual(['ab', 'a']);
});

test('rows are taken in and out one by one', () => {
  const two = toggle(choose('a'), 'd');
  expect([chosenOf(two), two.active]).toEqual(['ad', 'd']);
  expect(chosenOf(toggle(two, 'a'))).toBe('d');
  expect(chosenOf(chooseAll(two, order))).toBe('abcde');
});

test('the keyboard stops at both ends and begins at the first row', () => {
  expect(neighbour(nothingChosen, 1, order)).toBe('a');
  expect(neighbour(choose('b'), 1, order)).toBe('c');
  expect(neighbour(choose('b'), -3, order)).toBe('a');
  expect(neighbour(choose('b'), Number.POSITIVE_INFINITY, order)).toBe('e');
  expect(neighbour(choose('b'), Number.NEGATIVE_INFINITY, order)).toBe('a');
  expect(neighbour(nothingChosen, 1, [])).toBeNull();
});

test('when rows go the keyboard stays in their place', () => {
  const selection = extendTo(choose('b'), 'c', order);
  const kept = keepWithin(selection, ['a', 'b', 'd', 'e'], order);
  expect([chosenOf(kept), kept.active, kept.anchor]).toEqual(['b', 'd', 'b']);
  expect(keepWithin(choose('e'), ['a', 'b'], order).active).toBe('b');
  expect(keepWithin(choose('a'), [], order)).toEqual({ chosen: new Set(), anchor: null, active: null });
});

test('a selection that is shown as a whole stays the very same', () => {
  const selection = toggle(choose('a'), 'd');
  expect(keepWithin(selection, ['a', 'c', 'd'], order)).toBe(selection);
});

test('whatever rows go, nothing is chosen that is not shown', () => {
  const some = fc.subarray(order);
  fc.assert(
    fc.property(some, some, fc.constantFrom(...order), (chosen, shown, active) => {
      const kept = keepWithin({ chosen: new Set(chosen), anchor: active, active }, shown, order);
      expect([...kept.chosen]).toEqual(chosen.filter((id) => shown.includes(id)));
      expect(kept.active === null ? [] : shown).toEqual(shown);
      expect([null, ...shown]).toContain(kept.active);
    }),
  );
});
