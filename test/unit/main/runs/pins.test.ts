import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listCheckpoints, pinCheckpoint } from '../../../../src/main/runs/pins';
import { removeOldCheckpoints } from '../../../../src/main/runs/remove-old-checkpoints';
import { checkpointFile, runLayout } from '../../../../src/main/runs/run-layout';
import { temporaryFolder } from '../../../temporary-folder';

/** A run folder with checkpoints of these steps, of as many bytes each. */
async function runWith(...steps: readonly number[]): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, runLayout.checkpoints));
  for (const step of steps) await writeFile(checkpointFile(folder, step), Buffer.alloc(step));
  return folder;
}

async function stepsOf(folder: string): Promise<readonly number[]> {
  return (await listCheckpoints(folder)).map(({ step }) => step);
}

const noFault = (sentence: string): Promise<void> => Promise.reject(new Error(sentence));

describe('old checkpoints', () => {
  test('go, but for the newest and those that are pinned', async () => {
    const folder = await runWith(10, 20, 30, 40, 50);
    await pinCheckpoint(folder, 20, true);
    await removeOldCheckpoints(folder, 50, 2, noFault);
    expect(await stepsOf(folder)).toEqual([20, 40, 50]);
    expect(await readdir(join(folder, runLayout.checkpoints))).toHaveLength(4);
  });

  test('a pinned one does not count among those that are kept anyway', async () => {
    const folder = await runWith(10, 20, 30);
    await pinCheckpoint(folder, 30, true);
    await removeOldCheckpoints(folder, 20, 2, noFault);
    expect(await stepsOf(folder)).toEqual([10, 20, 30]);
  });

  test('go after all where the pin is taken off', async () => {
    const folder = await runWith(10, 20, 30);
    await pinCheckpoint(folder, 10, true);
    await pinCheckpoint(folder, 10, false);
    await pinCheckpoint(folder, 10, false);
    await removeOldCheckpoints(folder, 30, 1, noFault);
    expect(await stepsOf(folder)).toEqual([30]);
  });
});

describe('a pin', () => {
  test('is told with the checkpoints and their sizes', async () => {
    const folder = await runWith(10, 20);
    await pinCheckpoint(folder, 20, true);
    expect(await listCheckpoints(folder)).toEqual([
      { step: 10, size: 10, pinned: false },
      { step: 20, size: 20, pinned: true },
    ]);
  });

  test('of a step without a checkpoint is refused and leaves nothing behind', async () => {
    const folder = await runWith(10);
    await expect(pinCheckpoint(folder, 11, true)).rejects.toThrow(/no checkpoint of step 11/);
    expect(await readdir(join(folder, runLayout.checkpoints))).toEqual(['000010.safetensors']);
  });

  test('in a folder that is none is refused', async () => {
    await expect(pinCheckpoint(join(await temporaryFolder(), 'none'), 1, true)).rejects.toThrow(/no run folder/);
  });
});
