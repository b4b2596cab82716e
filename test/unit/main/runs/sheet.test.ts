import fc from 'fast-check';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodePng, encodePng } from '../../../../src/main/formats/png';
import { composeSheet, readSheet, sheetPng } from '../../../../src/main/runs/sheet';
import type { Samples } from '../../../../src/shared/run';
import { samplesOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

/** Three grey images of 1 x 2 pixels: 10 11, 20 21, 30 31. */
const three: Samples = { step: 7, shape: [3, 1, 2, 1], pixels: Uint8Array.of(10, 11, 20, 21, 30, 31) };

function rowsOf({ width, height, pixels }: { width: number; height: number; pixels: Uint8Array }): number[][] {
  return Array.from({ length: height }, (_, row) => [...pixels.subarray(row * width, (row + 1) * width)]);
}

describe('a sheet', () => {
  test('shows images row by row without gap, black where they run out', () => {
    expect(rowsOf(composeSheet(three, 2, 1))).toEqual([
      [10, 11, 20, 21],
      [30, 31, 0, 0],
    ]);
  });

  test('enlarges by whole pixels', () => {
    expect(rowsOf(composeSheet(three, 3, 2))).toEqual([
      [10, 10, 11, 11, 20, 20, 21, 21, 30, 30, 31, 31],
      [10, 10, 11, 11, 20, 20, 21, 21, 30, 30, 31, 31],
    ]);
  });

  test('shows no more rows than asked for, and fills missing ones with black', () => {
    expect(rowsOf(composeSheet(three, 1, 1, 2))).toEqual([
      [10, 11],
      [20, 21],
    ]);
    expect(rowsOf(composeSheet(three, 3, 1, 2))).toEqual([
      [10, 11, 20, 21, 30, 31],
      [0, 0, 0, 0, 0, 0],
    ]);
  });

  test('keeps the three channels of a pixel together', () => {
    const colours: Samples = { step: 0, shape: [2, 1, 1, 3], pixels: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    expect([...composeSheet(colours, 2, 2).pixels]).toEqual([
      1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6,
    ]);
  });

  test('with a gap has black lines between images, none around', () => {
    const { width, height, pixels } = decodePng(sheetPng(three, { columns: 2, scale: 1, gap: 1, text: {} }));
    expect(rowsOf({ width, height, pixels })).toEqual([
      [10, 11, 0, 20, 21],
      [0, 0, 0, 0, 0],
      [30, 31, 0, 0, 0],
    ]);
  });

  test('carries text beside what describes it', () => {
    const { text } = decodePng(sheetPng(three, { columns: 2, scale: 3, text: { recipe: 'abc' } }));
    expect(text).toEqual({
      recipe: 'abc',
      step: '7',
      shape: '3x1x2x1',
      columns: '2',
      rows: '2',
      scale: '3',
      gap: '0',
    });
  });
});

test('a sheet that is read gives back the samples that it shows', async () => {
  const file = join(await temporaryFolder(), 'sheet.png');
  const size = fc.integer({ min: 1, max: 5 });
  const shape = fc.tuple(fc.integer({ min: 1, max: 12 }), size, size, fc.constantFrom(1, 3));
  const layout = fc.record(
    { columns: size, rows: size, scale: size, gap: fc.nat(2) },
    { requiredKeys: ['columns', 'scale'] },
  );
  await fc.assert(
    fc.asyncProperty(shape, layout, fc.nat(1_000_000), async ([count, ...image], options, step) => {
      const imageSize = image.reduce((product, axis) => product * axis, 1);
      const pixels = Uint8Array.from({ length: count * imageSize }, (_, index) => 1 + index * 3);
      await writeFile(file, sheetPng({ step, shape: [count, ...image], pixels }, { ...options, text: {} }));
      const shown = Math.min(count, options.columns * (options.rows ?? count));
      expect(await readSheet(file)).toEqual({
        step,
        shape: [shown, ...image],
        pixels: pixels.subarray(0, shown * imageSize),
      });
    }),
  );
});

describe('refuses, with the name of the file,', () => {
  const whole = sheetPng(samplesOf(5), { columns: 10, scale: 1, text: {} });
  const picture = decodePng(whole);

  test.each<[string, Uint8Array, string]>([
    ['a picture from elsewhere', encodePng(picture, {}), 'it is no sheet of GAN Studio'],
    ['a size that does not fit', encodePng(picture, { ...picture.text, scale: '2' }), 'does not have the size'],
    ['more images than places', encodePng(picture, { ...picture.text, shape: '101x8x8x1' }), 'does not have the size'],
    ['colour that is grey', encodePng(picture, { ...picture.text, shape: '100x8x8x3' }), 'does not have the size'],
    ['no images', encodePng(picture, { ...picture.text, shape: '0x8x8x1' }), 'it is no sheet of GAN Studio'],
    ['a file that is cut short', whole.subarray(0, 100), 'it is cut short'],
    ['an empty file', new Uint8Array(), 'it is no PNG file'],
  ])('%s', async (_what, bytes, reason) => {
    const file = join(await temporaryFolder(), 'sheet.png');
    await writeFile(file, bytes);
    await expect(readSheet(file)).rejects.toMatchObject({ code: 'run-unreadable' });
    await expect(readSheet(file)).rejects.toThrow(new RegExp(`Cannot read the sheet ${file}: .*${reason}`));
  });
});
