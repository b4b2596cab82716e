import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageScale, sheetGrid } from '../../../../src/renderer/comparison/sheet-grid';

test('three runs of MNIST stand in eight columns, twice as large; six in three', () => {
  expect(sheetGrid(448, 346, [28, 28, 28], 1)).toEqual({ columns: 8, rows: 6, cell: 56 });
  expect(sheetGrid(219, 346, [28], 1)).toMatchObject({ columns: 3, cell: 58 });
});

test('images of different sizes stand in the same places, each whole', () => {
  const grid = sheetGrid(448, 346, [28, 64], 1);
  expect(grid.cell).toBeGreaterThanOrEqual(64);
  expect(imageScale(grid.cell, 28)).toBe(2);
  expect(imageScale(grid.cell, 64)).toBe(1);
});

test('a sheet never leaves its room, and image pixels are whole wherever one fits', () => {
  const side = fc.integer({ min: 8, max: 128 });
  fc.assert(
    fc.property(
      fc.integer({ min: 200, max: 3000 }),
      fc.integer({ min: 130, max: 2000 }),
      fc.array(side, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(1, 1.25, 2),
      (width, height, sides, ratio) => {
        const { columns, rows, cell } = sheetGrid(width, height, sides, ratio);
        expect(columns * cell).toBeLessThanOrEqual(width);
        expect(rows === 1 || rows * cell <= height).toBe(true);
        for (const one of sides) {
          expect(Math.round(one * imageScale(cell, one))).toBeLessThanOrEqual(cell);
          if (cell >= one) expect(Number.isInteger(imageScale(cell, one))).toBe(true);
        }
      },
    ),
  );
});
