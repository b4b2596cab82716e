import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawSheetPicture, sheetPictureSize } from '../../../../src/main/figures/sheet-picture';
import type { PngImage } from '../../../../src/main/formats/png';
import type { Samples } from '../../../../src/shared/run';

/** Square grey images, each of one value that neither ink nor background has. */
function greys(count: number, side: number): Samples {
  const pixels = Uint8Array.from({ length: count * side * side }, (_, index) => 20 + Math.floor(index / side / side));
  return { step: 7, shape: [count, side, side, 1], pixels };
}

/** How many pixels of the picture are of one image, and the box around them. */
function boxOf(picture: PngImage, value: number): { readonly count: number; readonly box: readonly number[] } {
  const places = [...Array(picture.width * picture.height).keys()].filter(
    (index) => picture.pixels[index * picture.channels] === value,
  );
  const xs = places.map((place) => place % picture.width);
  const ys = places.map((place) => Math.floor(place / picture.width));
  return { count: places.length, box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] };
}

const layouts = fc.record({
  rows: fc.integer({ min: 1, max: 4 }),
  columns: fc.integer({ min: 1, max: 4 }),
  scale: fc.integer({ min: 1, max: 4 }),
  gap: fc.integer({ min: 0, max: 5 }),
});

describe('a sheet', () => {
  test('shows every image whole, in order and apart, whatever stands beside it', () => {
    fc.assert(
      fc.property(
        layouts,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('below' as const, 'beside' as const),
        fc.array(fc.constantFrom('step 600', 'seed 123456'), { maxLength: 2 }),
        (layout, hasClasses, classRows, place, caption) => {
          const side = 8;
          const count = layout.rows * layout.columns;
          const classes = hasClasses ? Array.from({ length: count }, (_, index) => `class ${index}`) : null;
          const picture = {
            grid: { ...layout, background: '#ffffff' },
            classes,
            classRows: classRows && hasClasses,
            caption,
            place,
          };
          const image = drawSheetPicture(greys(count, side), picture);
          expect({ width: image.width, height: image.height }).toEqual(
            sheetPictureSize([count, side, side, 1], picture),
          );
          const length = side * layout.scale;
          const boxes = Array.from({ length: count }, (_, index) => boxOf(image, 20 + index));
          for (const [index, { count: found, box }] of boxes.entries()) {
            const [left = 0, top = 0, right = 0, bottom = 0] = box;
            expect(found).toBe(length * length);
            expect([right - left, bottom - top]).toEqual([length - 1, length - 1]);
            const before = index % layout.columns === 0 ? undefined : boxes[index - 1]?.box;
            if (before) expect(left - (before[2] ?? 0) - 1).toBeGreaterThanOrEqual(layout.gap);
            const above = boxes[index - layout.columns]?.box;
            if (above) expect(top - (above[3] ?? 0) - 1).toBeGreaterThanOrEqual(layout.gap);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('has the background between its images and becomes coloured with it', () => {
    const grid = { rows: 1, columns: 2, scale: 1, gap: 1, background: '#102030' };
    const bare = { classes: null, classRows: false, caption: [], place: 'below' } as const;
    const image = drawSheetPicture(greys(2, 1), { grid, ...bare });
    expect(image).toEqual({
      width: 3,
      height: 1,
      channels: 3,
      pixels: Uint8Array.of(20, 20, 20, 0x10, 0x20, 0x30, 21, 21, 21),
    });
  });

  test('that would be too large is refused before it is made', () => {
    const grid = { rows: 64, columns: 64, scale: 16, gap: 64, background: '#000000' };
    const bare = { classes: null, classRows: false, caption: [], place: 'below' } as const;
    expect(() => drawSheetPicture(greys(4, 64), { grid, ...bare })).toThrow('choose a smaller scale or fewer images');
  });
});
