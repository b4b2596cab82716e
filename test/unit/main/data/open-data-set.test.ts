import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openDataSet } from '../../../../src/main/data/open-data-set';
import { idxBytes } from '../../../idx-bytes';
import { temporaryFolder } from '../../../temporary-folder';

const trainingImages = Uint8Array.from({ length: 5 * 6 }, (_, index) => index);
const trainingLabels = Uint8Array.of(0, 1, 2, 3, 1);
const testImages = Uint8Array.from({ length: 2 * 6 }, (_, index) => 200 + index);
const testLabels = Uint8Array.of(6, 0);

/** A folder as MNIST's, with 2 x 3 pixels an image. */
async function folderOf(separator: '-' | '.', compressed: boolean): Promise<string> {
  const folder = await temporaryFolder();
  const parts = [
    [`train-images${separator}idx3-ubyte`, idxBytes([5, 2, 3], trainingImages)],
    [`train-labels${separator}idx1-ubyte`, idxBytes([5], trainingLabels)],
    [`t10k-images${separator}idx3-ubyte`, idxBytes([2, 2, 3], testImages)],
    [`t10k-labels${separator}idx1-ubyte`, idxBytes([2], testLabels)],
  ] as const;
  for (const [name, bytes] of parts) {
    await writeFile(join(folder, compressed ? `${name}.gz` : name), compressed ? gzipSync(bytes) : bytes);
  }
  return folder;
}

describe.each([
  ['-', false],
  ['.', false],
  ['-', true],
  ['.', true],
] as const)('MNIST-like files spelt with "%s", compressed: %s', (separator, compressed) => {
  const ending = compressed ? '.gz' : '';

  test('open as a folder, with training and test images', async () => {
    const folder = await folderOf(separator, compressed);
    const { training, test: tests } = await openDataSet(folder);
    expect(training).toMatchObject({
      name: basename(folder),
      source: folder,
      count: 5,
      height: 2,
      width: 3,
      channels: 1,
      classCount: 7,
    });
    expect([...training.pixels]).toEqual([...trainingImages]);
    expect([...(training.labels ?? [])]).toEqual([...trainingLabels]);
    expect([...(tests?.pixels ?? [])]).toEqual([...testImages]);
    expect(tests).toMatchObject({ count: 2, classCount: 7 });
  });

  test('open as one file, with the labels beside it', async () => {
    const file = join(await folderOf(separator, compressed), `t10k-images${separator}idx3-ubyte${ending}`);
    const { training, test: tests } = await openDataSet(file);
    expect(training).toMatchObject({ source: file, count: 2, classCount: 7 });
    expect(training.name).toBe(`t10k-images${separator}idx3-ubyte`);
    expect(tests).toBeNull();
  });
});

test('one image file under any other name has no labels', async () => {
  const file = join(await temporaryFolder(), 'kittens');
  await writeFile(file, idxBytes([2, 2, 3, 3], new Uint8Array(36)));
  const { training } = await openDataSet(file);
  expect(training).toMatchObject({ name: 'kittens', count: 2, channels: 3, labels: null, classCount: null });
});

const unreadable = (message: RegExp): unknown =>
  expect.objectContaining({ code: 'data-set-unreadable', message: expect.stringMatching(message) as string });

describe('says what is wrong', () => {
  test('with a name that nobody knows', async () => {
    await expect(openDataSet('fashion')).rejects.toEqual(
      unreadable(/^There is no data set "fashion"\. Known: mnist; or give the absolute path/),
    );
  });

  test('with a path where nothing is', async () => {
    const path = join(await temporaryFolder(), 'nothing');
    await expect(openDataSet(path)).rejects.toEqual(unreadable(/Cannot open the data set .*nothing/));
  });

  test('with a folder that lacks files', async () => {
    const folder = await folderOf('-', false);
    await rm(join(folder, 't10k-labels-idx1-ubyte'));
    await rm(join(folder, 'train-images-idx3-ubyte'));
    await expect(openDataSet(folder)).rejects.toEqual(unreadable(/lacks IDX files \(train-images, t10k-labels\)/));
  });

  test('with a file that is cut short: its name, expected and found size', async () => {
    const folder = await folderOf('-', false);
    const file = join(folder, 'train-images-idx3-ubyte');
    await writeFile(file, (await readFile(file)).subarray(0, -1));
    await expect(openDataSet(folder)).rejects.toEqual(
      unreadable(/train-images-idx3-ubyte: it should have 46 bytes for 5x2x3 values but has 45 bytes/),
    );
  });

  test('with labels that do not match the images', async () => {
    const folder = await folderOf('-', false);
    await writeFile(join(folder, 'train-labels-idx1-ubyte'), idxBytes([4], Uint8Array.of(0, 1, 2, 3)));
    await expect(openDataSet(folder)).rejects.toEqual(
      unreadable(/train-labels-idx1-ubyte: it has 4 labels for 5 images/),
    );
  });

  test('with labels in the place of images, and the other way round', async () => {
    const folder = await folderOf('-', false);
    await expect(openDataSet(join(folder, 'train-labels-idx1-ubyte'))).rejects.toEqual(
      unreadable(/it holds 5 values instead of images/),
    );
    await writeFile(join(folder, 'train-labels-idx1-ubyte'), idxBytes([5, 1], trainingLabels));
    await expect(openDataSet(folder)).rejects.toEqual(unreadable(/it holds 5x1 values instead of a row of labels/));
  });

  test('with a file that is no gzip file although it ends so', async () => {
    const file = join(await temporaryFolder(), 'images.gz');
    await writeFile(file, idxBytes([1, 2, 3], new Uint8Array(6)));
    await expect(openDataSet(file)).rejects.toEqual(unreadable(/images\.gz: incorrect header check/));
  });

  test('with a small file that unpacks to more than its header names', async () => {
    const folder = await temporaryFolder();
    const bomb = Buffer.concat([idxBytes([1, 2, 3], new Uint8Array(6)), Buffer.alloc(50_000_000)]);
    await writeFile(join(folder, 'bomb.gz'), gzipSync(bomb));
    await expect(openDataSet(join(folder, 'bomb.gz'))).rejects.toEqual(
      unreadable(/it unpacks to more than the 22 bytes that its header names/),
    );
  });

  test('with a header that names more than a data set may have', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'huge.gz'), gzipSync(idxBytes([70_000, 1_000, 1_000], new Uint8Array(100))));
    await expect(openDataSet(join(folder, 'huge.gz'))).rejects.toEqual(
      unreadable(/it has 70000000016 bytes, more than the allowed 1073741824/),
    );
  });

  test('with a folder in the place of a file', async () => {
    const folder = await folderOf('-', false);
    await rm(join(folder, 'train-labels-idx1-ubyte'));
    await mkdir(join(folder, 'train-labels-idx1-ubyte'));
    await expect(openDataSet(folder)).rejects.toEqual(unreadable(/train-labels-idx1-ubyte: EISDIR/));
  });
});
