import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Samples } from '../../../../src/shared/run';
import type { PngImage } from '../../../../src/main/formats/png';
import { shareTitle } from '../../../../src/main/runs/share-title';
import { titleGlyphs } from '../../../../src/main/runs/title-glyphs';
import { titleHeight, titleInk, titleWidth } from '../../../../src/main/runs/title-font';
import { composeTitledRow } from '../../../../src/main/runs/titled-row';

/** Square images, each of one grey that neither ink nor paper has. */
function greys(count: number, side: number, channels: 1 | 3): Samples {
  const area = side * side * channels;
  const pixels = Uint8Array.from({ length: count * area }, (_, index) => 60 + Math.floor(index / area));
  return { step: 7, shape: [count, side, side, channels], pixels };
}

function pixelAt({ pixels, width, channels }: PngImage, x: number, y: number): number {
  return pixels[(y * width + x) * channels] as number;
}

/** Columns of each image, left to right, as the row of pixels above the lower edge shows them. */
function imageColumns(picture: PngImage, count: number): readonly (readonly number[])[] {
  const y = picture.height - 1 - lowerMargin(picture);
  const columns = Array.from({ length: picture.width }, (_, x) => x);
  return Array.from({ length: count }, (_, index) => columns.filter((x) => pixelAt(picture, x, y) === 60 + index));
}

function lowerMargin(picture: PngImage): number {
  for (let rows = 0; ; rows++) {
    const y = picture.height - 1 - rows;
    for (let x = 0; x < picture.width; x++) if (pixelAt(picture, x, y) !== 255) return rows;
  }
}

/** Whether a title stands somewhere in the picture, one picture pixel a font pixel times `scale`. */
function findTitle(picture: PngImage, title: string, scale: number): { readonly x: number; readonly y: number } | null {
  const ink = titleInk(title);
  const length = titleWidth(title);
  const fits = (left: number, top: number): boolean =>
    ink.every((hasInk, index) => {
      const x = left + (index % length) * scale;
      const y = top + Math.floor(index / length) * scale;
      return pixelAt(picture, x, y) === (hasInk ? 0 : 255);
    });
  for (let y = 0; y + titleHeight * scale <= picture.height; y++) {
    for (let x = 0; x + length * scale <= picture.width; x++) if (fits(x, y)) return { x, y };
  }
  return null;
}

describe('a titled row', () => {
  test('shows every image whole, in order, below its own title', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.constantFrom(8, 28, 64),
        fc.constantFrom(1 as const, 3 as const),
        fc.integer({ min: 1, max: 3 }),
        (count, side, channels, scale) => {
          const titles = Array.from({ length: count }, (_, index) => shareTitle(index / (count - 1)));
          const picture = composeTitledRow(greys(count, side, channels), titles, scale);
          const titleScale = Math.max(1, Math.floor((side * scale) / titleWidth('λ = 0.00')));
          const columns = imageColumns(picture, count);
          for (const [index, title] of titles.entries()) {
            expect(columns[index]).toHaveLength(side * scale);
            const found = findTitle(picture, title, titleScale);
            expect(found).not.toBeNull();
            const middleOfTitle = (found?.x ?? 0) + (titleWidth(title) * titleScale) / 2;
            const middleOfImage = ((columns[index]?.[0] ?? 0) + (columns[index]?.at(-1) ?? 0) + 1) / 2;
            expect(Math.abs(middleOfTitle - middleOfImage)).toBeLessThanOrEqual(1);
          }
          const image = picture.pixels.filter((value) => value === 60).length;
          expect(image).toBe(side * scale * side * scale * channels);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('wants a title for each image, of characters that the font has', () => {
    expect(() => composeTitledRow(greys(2, 8, 1), ['λ = 0.00'], 1)).toThrow('1 titles for 2 images');
    expect(() => composeTitledRow(greys(1, 8, 1), ['µ'], 1)).toThrow('The font has no "µ"');
  });
});

test('every character of the font looks different', () => {
  const looks = Object.keys(titleGlyphs).map((character) => titleInk(character).map(Number).join(''));
  expect(new Set(looks).size).toBe(looks.length);
  expect(looks.every((look) => look.length === 5 * titleHeight)).toBe(true);
});
