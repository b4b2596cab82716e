import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodePng } from '../../../../src/main/formats/png';
import { encodeNpy } from '../../../../src/main/formats/npy';
import { writeSamplesArray, writeSheet } from '../../../../src/main/runs/export-sheet';
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

test('a path that cannot be written is said', async () => {
  const { path } = await runWithSheet();
  const missing = join(path, 'below', 'sheet.png');
  const request = { columns: 8, rows: 8, scale: 1, recipe: tinyRecipe, latentSeed: 11 };
  await expect(writeSheet(missing, samplesOf(1), request)).rejects.toMatchObject({ code: 'write-failed' });
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
