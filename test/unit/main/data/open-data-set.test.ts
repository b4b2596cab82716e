import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fashionMnistFolders, openFashionMnist } from '../../../../src/main/data/fashion-mnist';
import { openDataSet as open } from '../../../../src/main/data/open-data-set';
import type { DataSet, Images } from '../../../../src/main/data/image-set';
import { idxBytes } from '../../../idx-bytes';
import { temporaryFolder } from '../../../temporary-folder';

/** 8 x 8 pixels an image, grey. */
const side = 8;
const area = side * side;
const shape = { side, channels: 1 } as const;
const trainingImages = Uint8Array.from({ length: 5 * area }, (_, index) => index);
const trainingLabels = Uint8Array.of(0, 1, 2, 3, 1);
const testImages = Uint8Array.from({ length: 2 * area }, (_, index) => 200 - index);
const testLabels = Uint8Array.of(6, 0);

async function openDataSet(source: string): Promise<DataSet<Images>> {
  return open(source, { shape, cacheFolder: await temporaryFolder() });
}

/** A folder as MNIST's. */
async function folderOf(separator: '-' | '.', compressed: boolean): Promise<string> {
  const folder = await temporaryFolder();
  const parts = [
    [`train-images${separator}idx3-ubyte`, idxBytes([5, side, side], trainingImages)],
    [`train-labels${separator}idx1-ubyte`, idxBytes([5], trainingLabels)],
    [`t10k-images${separator}idx3-ubyte`, idxBytes([2, side, side], testImages)],
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
      height: side,
      width: side,
      channels: 1,
      classCount: 7,
    });
    expect([...(training.pixels ?? [])]).toEqual([...trainingImages]);
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
  expect(training).toMatchObject({ name: 'kittens', count: 2, channels: 1, labels: null, classCount: null });
});

const unreadable = (message: RegExp): unknown =>
  expect.objectContaining({ code: 'data-set-unreadable', message: expect.stringMatching(message) as string });

describe('says what is wrong', () => {
  test('with a name that nobody knows', async () => {
    await expect(openDataSet('fashion')).rejects.toEqual(
      unreadable(/^There is no data set "fashion"\. Known: mnist, fashion-mnist; or give the absolute path/),
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
      unreadable(/train-images-idx3-ubyte: it should have 336 bytes for 5x8x8 values but has 335 bytes/),
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

  test('with a gzip file that is cut short or damaged', async () => {
    const folder = await folderOf('-', true);
    const file = join(folder, 'train-images-idx3-ubyte.gz');
    const whole = await readFile(file);
    await writeFile(file, whole.subarray(0, -20));
    await expect(openDataSet(folder)).rejects.toEqual(
      unreadable(/train-images-idx3-ubyte\.gz: its compressed bytes are damaged/),
    );
    whole.fill(0xff, 12, 40);
    await writeFile(file, whole);
    await expect(openDataSet(folder)).rejects.toEqual(unreadable(/train-images-idx3-ubyte\.gz: /));
  });

  test('with a small file that unpacks to more than its header names', async () => {
    const folder = await temporaryFolder();
    const bomb = Buffer.concat([idxBytes([1, 2, 3], new Uint8Array(6)), Buffer.alloc(50_000_000)]);
    await writeFile(join(folder, 'bomb.gz'), gzipSync(bomb));
    await expect(openDataSet(join(folder, 'bomb.gz'))).rejects.toEqual(
      unreadable(/it goes on after the 1 images that its header names/),
    );
  });

  test('with a header that names more than a data set may have', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'huge.gz'), gzipSync(idxBytes([4_000_000_000, 28, 28], new Uint8Array(100))));
    await expect(openDataSet(join(folder, 'huge.gz'))).rejects.toEqual(unreadable(/is more than the allowed 20000000/));
    await writeFile(join(folder, 'wide.gz'), gzipSync(idxBytes([1, 100_000, 100_000], new Uint8Array(100))));
    await expect(openDataSet(join(folder, 'wide.gz'))).rejects.toEqual(unreadable(/4096x4096 pixels/));
  });

  test.each([
    ['images of zero size', idxBytes([3, 0, 28], new Uint8Array(0)), /no images, or images of zero size/],
    ['no images', idxBytes([0, 28, 28], new Uint8Array(0)), /no images, or images of zero size/],
    ['a wrong magic number', Buffer.from([0, 0, 9, 3, 0, 0, 0, 0]), /starts with 0x00000903 instead of/],
    ['nothing in it', Buffer.alloc(0), /it is no IDX, CSV, NumPy or ZIP file/],
    ['a single picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /it is a single picture/],
    ['anything else', Buffer.from('%PDF-1.7\n\xff', 'latin1'), /it is no IDX, CSV, NumPy or ZIP file/],
  ])('with a file of %s', async (_what, bytes, message) => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, bytes);
    await expect(openDataSet(file)).rejects.toEqual(unreadable(message));
    await expect(openDataSet(file)).rejects.toThrow(file);
  });

  test('with a folder in the place of a file', async () => {
    const folder = await folderOf('-', false);
    await rm(join(folder, 'train-labels-idx1-ubyte'));
    await mkdir(join(folder, 'train-labels-idx1-ubyte'));
    await expect(openDataSet(folder)).rejects.toEqual(unreadable(/train-labels-idx1-ubyte: it is a folder \(EISDIR\)/));
  });
});

describe('Fashion-MNIST', () => {
  async function fashionFolder(height: number): Promise<string> {
    const folder = await temporaryFolder();
    for (const [part, count] of [
      ['train', 3],
      ['t10k', 2],
    ] as const) {
      const images = idxBytes([count, height, 28], new Uint8Array(count * height * 28));
      await writeFile(join(folder, `${part}-images-idx3-ubyte.gz`), gzipSync(images));
      await writeFile(join(folder, `${part}-labels-idx1-ubyte.gz`), gzipSync(idxBytes([count], new Uint8Array(count))));
    }
    return folder;
  }

  test('comes with the names of its classes', async () => {
    const { training, test: tests } = await openFashionMnist(['/nowhere', await fashionFolder(28)]);
    expect(training).toMatchObject({ name: 'Fashion-MNIST', source: 'fashion-mnist', count: 3, classCount: 10 });
    expect(training.classNames?.[9]).toBe('Ankle boot');
    expect(tests?.count).toBe(2);
  });

  test("is looked for where Debian's package puts it, and before in the folder that was chosen", () => {
    const packaged = '/usr/share/datasets/fashion-mnist';
    expect(fashionMnistFolders({})).toEqual([packaged]);
    expect(fashionMnistFolders({ GAN_STUDIO_FASHION_MNIST: '/data/fashion' })).toEqual(['/data/fashion', packaged]);
  });

  test('says where it was looked for, and what to install', async () => {
    await expect(openFashionMnist(['/nowhere'])).rejects.toEqual(
      unreadable(/not installed \(looked in \/nowhere\); install the Debian package dataset-fashion-mnist/),
    );
  });

  test('is refused where the files are others', async () => {
    await expect(openFashionMnist([await fashionFolder(27)])).rejects.toEqual(unreadable(/are not Fashion-MNIST/));
  });
});
