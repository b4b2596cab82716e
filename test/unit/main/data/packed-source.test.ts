import { readdir, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { copyImages, closeDataSet, type Images } from '../../../../src/main/data/image-set';
import { createBatches } from '../../../../src/main/data/batches';
import { openPackedImages } from '../../../../src/main/data/packed-images';
import { openPackedSource } from '../../../../src/main/data/packed-source';
import { idxBytes } from '../../../idx-bytes';
import { temporaryFolder } from '../../../temporary-folder';

const side = 8;
const imageBytes = side * side;

/** Grey images of 8x8: every pixel of image n is n mod 256. */
async function idxFile(folder: string, count: number, compressed = false): Promise<string> {
  const values = Uint8Array.from({ length: count * imageBytes }, (_, index) => Math.floor(index / imageBytes));
  const file = join(folder, 'things-images-idx3-ubyte');
  const bytes = idxBytes([count, side, side], values);
  await writeFile(file, compressed ? gzipSync(bytes) : bytes);
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 3);
  await writeFile(join(folder, 'things-labels-idx1-ubyte'), idxBytes([count], labels));
  return file;
}

async function options() {
  return { shape: { side, channels: 1 as const }, cacheFolder: join(await temporaryFolder(), 'cache') };
}

describe('packing', () => {
  test.each([false, true])('keeps pixels, labels and their order (compressed: %s)', async (compressed) => {
    const file = await idxFile(await temporaryFolder(), 700, compressed);
    const { training } = await openPackedSource(file, await options());
    const { images, header } = training;
    expect(images).toMatchObject({ count: 700, height: side, width: side, channels: 1, classCount: 3, source: file });
    for (const index of [0, 1, 255, 256, 699]) {
      const pixels = new Uint8Array(imageBytes);
      copyImages(images, index, pixels);
      expect(pixels).toEqual(new Uint8Array(imageBytes).fill(index % 256));
      expect(images.labels?.[index]).toBe(index % 3);
    }
    expect(header).toMatchObject({ format: 'idx', skipped: { count: 0 }, smallest: [8, 8], largest: [8, 8] });
  });

  test('happens once, and again when the file or the shape changes', async () => {
    const file = await idxFile(await temporaryFolder(), 20);
    const chosen = await options();
    const counts: number[] = [];
    const open = async (channels: 1 | 3): Promise<void> => {
      let calls = 0;
      await openPackedSource(file, { ...chosen, shape: { side, channels }, onProgress: () => calls++ });
      counts.push(calls);
    };
    await open(1);
    await open(1);
    await open(3);
    await utimes(file, 1, 1);
    await open(1);
    expect(counts).toEqual([2, 0, 2, 2]);
    // both shapes of the older file are gone
    expect(await readdir(chosen.cacheFolder)).toHaveLength(1);
  });

  test('removes what a killed process left of the same source, not what another one writes', async () => {
    const file = await idxFile(await temporaryFolder(), 20);
    const chosen = await options();
    await openPackedSource(file, chosen);
    const [name = ''] = await readdir(chosen.cacheFolder);
    const [abandoned, written, foreign] = [`.${name}.1.part`, `.${name}.2.part`, '.other.part'];
    for (const part of [abandoned, written, foreign]) await writeFile(join(chosen.cacheFolder, part), 'half');
    const hourAgo = Date.now() / 1000 - 3600;
    for (const part of [abandoned, foreign]) await utimes(join(chosen.cacheFolder, part), hourAgo, hourAgo);
    await utimes(file, 1, 1);
    await openPackedSource(file, chosen);
    const left = await readdir(chosen.cacheFolder);
    expect(left.filter((one) => one.endsWith('.part')).toSorted()).toEqual([written, foreign].toSorted());
  });

  test('keeps training and test images of one folder beside each other, at every change of both', async () => {
    const folder = await temporaryFolder();
    for (const part of ['train', 't10k']) {
      await writeFile(join(folder, `${part}-images-idx3-ubyte`), idxBytes([2, side, side], new Uint8Array(128)));
      await writeFile(join(folder, `${part}-labels-idx1-ubyte`), idxBytes([2], Uint8Array.of(0, 1)));
    }
    const chosen = await options();
    for (const time of [1, 2]) {
      for (const part of ['train', 't10k']) await utimes(join(folder, `${part}-images-idx3-ubyte`), time, time);
      await openPackedSource(folder, chosen);
      expect(await readdir(chosen.cacheFolder)).toHaveLength(2);
    }
    await openPackedSource(folder, { ...chosen, onProgress: () => expect.unreachable('it was packed before') });
  });

  test('a damaged or foreign packed file is packed anew', async () => {
    const file = await idxFile(await temporaryFolder(), 20);
    const chosen = await options();
    const first = await openPackedSource(file, chosen);
    const [name = ''] = await readdir(chosen.cacheFolder);
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.alloc(9000),
      Buffer.from('GANSPK01\xff\xff\xff\xff\xff\xff\xff\xff', 'latin1'),
    ]) {
      await writeFile(join(chosen.cacheFolder, name), bytes);
      const again = await openPackedSource(file, chosen);
      expect(again.training.header).toEqual(first.training.header);
    }
  });

  test('cancelled while it goes on leaves nothing', async () => {
    const file = await idxFile(await temporaryFolder(), 2000);
    const chosen = await options();
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }): void => {
      if (done > 300) controller.abort();
    };
    await expect(openPackedSource(file, { ...chosen, signal: controller.signal, onProgress })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await readdir(chosen.cacheFolder)).toEqual([]);
  });

  test('a reader that fails half way leaves nothing', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'table.csv');
    const rows = Array.from({ length: 900 }, (_, row) => Array.from({ length: 65 }, () => row % 10).join(','));
    rows[800] = rows[800]?.replace('0', 'O') ?? '';
    await writeFile(file, rows.join('\n'));
    const chosen = await options();
    await expect(openPackedSource(file, chosen)).rejects.toMatchObject({
      code: 'data-set-unreadable',
      message: expect.stringContaining('table.csv: line 801, column 1: expected a whole number') as string,
    });
    expect(await readdir(chosen.cacheFolder)).toEqual([]);
  });
});

/** A packed file that is read as it is needed, and the same images in memory. */
async function openTwice(): Promise<{
  readonly packedFile: string;
  readonly onDisk: Images;
  readonly inMemory: Images;
}> {
  const file = await idxFile(await temporaryFolder(), 300);
  const chosen = await options();
  const { training } = await openPackedSource(file, chosen);
  const [name = ''] = await readdir(chosen.cacheFolder);
  const packedFile = join(chosen.cacheFolder, name);
  const stored = await openPackedImages(packedFile, training.header.key, file, 1000);
  if (!stored) throw new Error('It was packed.');
  onTestFinished(() => closeDataSet({ training: stored.images, test: null }));
  return { packedFile, onDisk: stored.images, inMemory: training.images };
}

test('images that stay on the disk make the same batches as images in memory, whatever step is asked for', async () => {
  const { onDisk, inMemory } = await openTwice();
  expect(onDisk.pixels).toBeNull();
  const [stored, kept] = [onDisk, inMemory].map((images) => createBatches(images, 64, 5));
  for (const step of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 31, 32, 3, 4, 5])
    expect(stored?.batch(step), `step ${step}`).toEqual(kept?.batch(step));
  // another batch size reads by itself too
  const [larger, same] = [onDisk, inMemory].map((images) => createBatches(images, 100, 5));
  for (const step of [1, 2, 3]) expect(larger?.batch(step)).toEqual(same?.batch(step));
  closeDataSet({ training: onDisk, test: null });
  expect(() => stored?.batch(1)).toThrow('closed');
});

test('a packed file that is cut short while it is trained from is named', async () => {
  const { packedFile, onDisk } = await openTwice();
  const batches = createBatches(onDisk, 64, 5);
  for (const step of [1, 2, 3]) batches.batch(step);
  await truncate(packedFile, 10_000);
  const readOn = (): void => [4, 5, 6].forEach((step) => batches.batch(step));
  expect(readOn).toThrow(`The packed data set ${packedFile} was cut short while it was in use`);
});
