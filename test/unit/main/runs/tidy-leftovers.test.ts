import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tidyRunFolder, tidyRunsFolder } from '../../../../src/main/runs/tidy-leftovers';
import { temporaryFolder } from '../../../temporary-folder';

const abandonedAt = new Date(Date.now() - 2 * 60 * 60 * 1000);
const unfinished = `.${'0123456789ab'.repeat(2)}.tmp`;

async function writeOld(path: string): Promise<void> {
  await writeFile(path, 'half');
  await utimes(path, abandonedAt, abandonedAt);
}

test('what a killed writer left goes, what another may just be writing stays', async () => {
  const run = await temporaryFolder();
  for (const name of ['samples', 'checkpoints']) {
    await mkdir(join(run, name));
    await writeOld(join(run, name, unfinished));
  }
  await writeFile(join(run, unfinished), 'being written');
  await writeOld(join(run, 'run.json'));
  await tidyRunFolder(run);
  expect((await readdir(run)).sort()).toEqual([unfinished, 'checkpoints', 'run.json', 'samples']);
  expect(await readdir(join(run, 'samples'))).toEqual([]);
  expect(await readdir(join(run, 'checkpoints'))).toEqual([]);
});

test('a checkpoint that was just being removed goes, unless it was pinned meanwhile', async () => {
  const run = await temporaryFolder();
  const checkpoints = join(run, 'checkpoints');
  await mkdir(checkpoints);
  for (const name of ['000010.safetensors.old', '000020.safetensors.old', '000020.pin', '000030.safetensors']) {
    await writeFile(join(checkpoints, name), '');
  }
  await tidyRunFolder(run);
  expect((await readdir(checkpoints)).sort()).toEqual(['000020.pin', '000020.safetensors', '000030.safetensors']);
});

test('run folders that were never finished go from the runs folder', async () => {
  const runs = await temporaryFolder();
  await mkdir(join(runs, unfinished, 'samples'), { recursive: true });
  await utimes(join(runs, unfinished), abandonedAt, abandonedAt);
  await mkdir(join(runs, 'run-1'));
  await tidyRunsFolder(runs);
  expect(await readdir(runs)).toEqual(['run-1']);
});
