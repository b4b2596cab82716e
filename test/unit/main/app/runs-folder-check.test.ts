import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findRunsFolderFault, freeBytes } from '../../../../src/main/app/runs-folder-check';
import { temporaryFolder } from '../../../temporary-folder';
import { inWords } from '../../../../src/shared/wording/worded';

test('a folder that can be written has no fault, is made where it is missing, and stays empty', async () => {
  const runs = join(await temporaryFolder(), 'new', 'runs');
  expect(await findRunsFolderFault(runs, true)).toBeNull();
  expect(await readdir(runs)).toEqual([]);
});

test('a folder that cannot be written is named with its cure', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, 'in the way');
  const fault = await findRunsFolderFault(join(file, 'runs'), true);
  expect(fault && inWords(fault, 'en')).toContain(join(file, 'runs'));
  expect(fault && inWords(fault, 'en')).toContain('GAN_STUDIO_RUNS');
});

test('a folder that went away later is left alone: the list says that it is gone', async () => {
  const folder = await temporaryFolder();
  expect(await findRunsFolderFault(join(folder, 'runs'), false)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('free space is that of the nearest folder that exists', async () => {
  expect(await freeBytes(join(await temporaryFolder(), 'not', 'yet', 'there'))).toBeGreaterThan(0);
});
