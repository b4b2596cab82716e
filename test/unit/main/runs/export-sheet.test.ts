import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodePng } from '../../../../src/main/formats/png';
import { encodeNpy } from '../../../../src/main/formats/npy';
import { exportSheet, writeSamplesArray, writeSheet } from '../../../../src/main/runs/export-sheet';
import { recipeHash } from '../../../../src/main/runs/recipe-hash';
import { createRun } from '../../../../src/main/runs/create-run';
import type { RunWriter } from '../../../../src/main/runs/run-writer';
import { readSheet } from '../../../../src/main/runs/sheet';
import { newRun, samplesOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { tinyRecipe } from '../../../tiny-recipe';

async function runWithSheet(): Promise<{ writer: RunWriter; path: string }> {
  const folder = await temporaryFolder();
  const writer = await createRun(newRun(join(folder, 'runs')));
  await writer.writeSheet(samplesOf(600));
  return { writer, path: join(folder, 'export.png') };
}

test('a stored sheet says where it comes from', async () => {
  const { writer } = await runWithSheet();
  const { text, width, height } = decodePng(await readFile(join(writer.folder, 'samples', '000600.png')));
  expect(text).toMatchObject({
    software: 'GAN Studio',
    recipe: recipeHash(tinyRecipe),
    preset: 'tiny',
    latentSeed: '11',
    step: '600',
    columns: '10',
    scale: '1',
  });
  expect([width, height]).toEqual([80, 80]);
});

test.each([
  [8, 1, 64],
  [10, 3, 100],
])('the newest stored sheet is exported with %d columns at scale %d', async (columns, scale, count) => {
  const { writer, path } = await runWithSheet();
  const exported = await exportSheet({ runFolder: writer.folder, samples: null, columns, scale, path });
  expect(exported).toEqual({ step: 600 });
  const picture = decodePng(await readFile(path));
  expect([picture.width, picture.height]).toEqual([columns * 8 * scale, columns * 8 * scale]);
  const { pixels } = samplesOf(600);
  expect(await readSheet(path)).toEqual({ step: 600, shape: [count, 8, 8, 1], pixels: pixels.subarray(0, count * 64) });
});

test('samples that the window shows are exported as they are', async () => {
  const { writer, path } = await runWithSheet();
  const samples = { ...samplesOf(777), pixels: new Uint8Array(6_400).fill(9) };
  expect(await exportSheet({ runFolder: writer.folder, samples, columns: 10, scale: 1, path })).toEqual({ step: 777 });
  expect(await readSheet(path)).toEqual(samples);
});

test('a run without a sheet says so and writes nothing', async () => {
  const { writer, path } = await runWithSheet();
  await rm(join(writer.folder, 'samples', '000600.png'));
  const request = { runFolder: writer.folder, samples: null, columns: 8, scale: 1, path };
  await expect(exportSheet(request)).rejects.toMatchObject({ code: 'run-unreadable' });
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a path that cannot be written is said', async () => {
  const { writer, path } = await runWithSheet();
  const missing = join(path, 'below', 'sheet.png');
  const request = { runFolder: writer.folder, samples: samplesOf(1), columns: 8, scale: 1, path: missing };
  await expect(exportSheet(request)).rejects.toMatchObject({ code: 'write-failed' });
});

test('samples become a sheet of any width or a NumPy array', async () => {
  const folder = await temporaryFolder();
  const samples = samplesOf(5, 7);
  const request = { columns: 3, scale: 2, recipe: tinyRecipe, latentSeed: 99 };
  await writeSheet(join(folder, 'a.png'), samples, request);
  expect(await readSheet(join(folder, 'a.png'))).toEqual(samples);
  expect(decodePng(await readFile(join(folder, 'a.png'))).text['latentSeed']).toBe('99');
  await writeSamplesArray(join(folder, 'a.npy'), samples);
  const expected = encodeNpy(samples.shape, samples.pixels);
  expect(Buffer.compare(await readFile(join(folder, 'a.npy')), expected)).toBe(0);
});
