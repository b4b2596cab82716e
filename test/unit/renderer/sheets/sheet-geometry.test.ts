import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellAfterKey, cellAt, cellOrigin, fitSheet } from '../../../../src/renderer/sheets/sheet-geometry';

test('a stage of 462 pixels holds a sheet of 8 x 8 at twice its size, 2 pixels apart', () => {
  expect(fitSheet(8, 28, 462, 1)).toEqual({ columns: 8, scale: 2, gap: 2, pitch: 58, side: 462 });
  expect(fitSheet(8, 28, 461, 1).scale).toBe(1);
});

const columns = fc.constantFrom(8, 10);
const ratios = fc.constantFrom(1, 1.25, 1.5, 2, 3);

test('a sheet is of whole device pixels and fits, and the next size would not', () => {
  fc.assert(
    fc.property(
      columns,
      fc.integer({ min: 8, max: 128 }),
      fc.integer({ min: 1, max: 4000 }),
      ratios,
      (n, side, room, ratio) => {
        const sheet = fitSheet(n, side, room, ratio);
        expect(Number.isInteger(sheet.scale) && Number.isInteger(sheet.pitch) && Number.isInteger(sheet.side)).toBe(
          true,
        );
        if (sheet.scale > 1) expect(sheet.side).toBeLessThanOrEqual(room);
        expect(n * side * (sheet.scale + 1) + (n - 1) * sheet.gap).toBeGreaterThan(room);
      },
    ),
  );
});

test('the corner of every image lies in that image', () => {
  fc.assert(
    fc.property(columns, fc.integer({ min: 8, max: 64 }), fc.integer({ min: 100, max: 2000 }), (n, side, room) => {
      const sheet = fitSheet(n, side, room, 1);
      for (let cell = 0; cell < n * n; cell++) {
        const { x, y } = cellOrigin(sheet, cell);
        expect(cellAt(sheet, x, y)).toBe(cell);
        expect(cellAt(sheet, x + side * sheet.scale - 1, y + side * sheet.scale - 1)).toBe(cell);
      }
    }),
    { numRuns: 20 },
  );
});

test('beside the sheet there is no image', () => {
  const sheet = fitSheet(8, 28, 462, 1);
  expect(cellAt(sheet, -1, 0)).toBeNull();
  expect(cellAt(sheet, 0, 462)).toBeNull();
});

test('arrow keys move the pick and stop at the edge', () => {
  expect(cellAfterKey('ArrowRight', 0, 8)).toBe(1);
  expect(cellAfterKey('ArrowRight', 7, 8)).toBe(7);
  expect(cellAfterKey('ArrowDown', 7, 8)).toBe(15);
  expect(cellAfterKey('ArrowUp', 7, 8)).toBe(7);
  expect(cellAfterKey('ArrowLeft', 8, 8)).toBe(8);
  expect(cellAfterKey('Home', 63, 8)).toBe(0);
  expect(cellAfterKey('End', 0, 10)).toBe(99);
  expect(cellAfterKey('a', 5, 8)).toBeNull();
});
