import { expect, test } from 'vitest';
import { SheetShelf } from '../../../../src/renderer/sheets/sheet-shelf';

function shelfOf(mostBytes: number): { shelf: SheetShelf<string>; loaded: number[]; gone: string[] } {
  const loaded: number[] = [];
  const gone: string[] = [];
  const shelf = new SheetShelf<string>({
    load: (step) => {
      loaded.push(step);
      return step < 0 ? Promise.reject(new Error('none')) : Promise.resolve(`sheet ${step}`);
    },
    bytesOf: () => 10,
    discard: (kept) => gone.push(kept),
    mostBytes,
  });
  return { shelf, loaded, gone };
}

test('a sheet is loaded once, however many ask, and is there at once afterwards', async () => {
  const { shelf, loaded } = shelfOf(100);
  await Promise.all([shelf.get(1), shelf.get(1), shelf.get(1)]);
  expect(loaded).toEqual([1]);
  expect(shelf.peek(1)).toBe('sheet 1');
});

test('memory is bounded: what was used longest ago goes first', async () => {
  const { shelf, gone } = shelfOf(30);
  for (const step of [1, 2, 3]) await shelf.get(step);
  shelf.peek(1);
  await shelf.get(4);
  expect(gone).toEqual(['sheet 2']);
  expect(shelf.peek(2)).toBeUndefined();
  expect(shelf.peek(1)).toBe('sheet 1');
});

test('one that could not be loaded is asked for again', async () => {
  const { shelf, loaded } = shelfOf(30);
  await expect(shelf.get(-1)).rejects.toThrow('none');
  await expect(shelf.get(-1)).rejects.toThrow('none');
  expect(loaded).toEqual([-1, -1]);
});

test('what arrives after closing is not kept', async () => {
  const { shelf } = shelfOf(30);
  const coming = shelf.get(1);
  shelf.close();
  expect(await coming).toBe('sheet 1');
  expect(shelf.peek(1)).toBeUndefined();
});
