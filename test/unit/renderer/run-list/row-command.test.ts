import { expect, test } from 'vitest';
import { rowCommand, type Key } from '../../../../src/renderer/run-list/row-command';

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const press = (key: string, held: Partial<Key> = {}) => rowCommand({ ...plain, ...held, key }, 8);

test('arrows, pages and ends move, and extend while Shift is held', () => {
  expect(press('ArrowDown')).toEqual({ kind: 'move', distance: 1, extend: false });
  expect(press('ArrowUp', { shiftKey: true })).toEqual({ kind: 'move', distance: -1, extend: true });
  expect(press('PageDown')).toEqual({ kind: 'move', distance: 8, extend: false });
  expect(press('End', { shiftKey: true })).toEqual({
    kind: 'move',
    distance: Number.POSITIVE_INFINITY,
    extend: true,
  });
});

test.each([
  ['F2', {}, 'rename'],
  ['Delete', {}, 'trash'],
  ['ContextMenu', {}, 'menu'],
  ['F10', { shiftKey: true }, 'menu'],
  ['a', { ctrlKey: true }, 'all'],
  ['a', { metaKey: true }, 'all'],
  [' ', { ctrlKey: true }, 'toggle'],
  ['ArrowRight', {}, 'to-star'],
  ['ArrowLeft', {}, 'to-run'],
  ['Escape', {}, 'one'],
])('%s %j: %s', (key, held, kind) => {
  expect(press(key, held)).toEqual({ kind });
});

test.each([
  ['Enter', {}],
  [' ', {}],
  ['Tab', {}],
  ['a', {}],
  ['F10', {}],
  ['Delete', { shiftKey: true }],
  ['Enter', { ctrlKey: true }],
  ['ArrowDown', { altKey: true }],
])('%s %j is left to the button or the program', (key, held) => {
  expect(press(key, held)).toBeNull();
});
