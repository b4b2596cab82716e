import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openReaders } from '../../../../src/main/data/recognise';
import { temporaryFolder } from '../../../temporary-folder';
import { zipBytes } from '../../../tools/zip-fixture';
import { readAll, readEverything } from './read-all';

/** A .npy file of any type. */
function npyBytes(descr: string, shape: readonly number[], data: Uint8Array, fortran = 'False'): Buffer {
  const text = `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const header = Buffer.from(text.padEnd(117) + '\n', 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16LE(header.length);
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\0', 'latin1'), length, header, data]);
}

const bytesOf = (array: Float32Array | BigInt64Array | Float64Array): Uint8Array => new Uint8Array(array.buffer);
const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index);

async function fileOf(bytes: Uint8Array, name = 'images.npy'): Promise<string> {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, bytes);
  return file;
}

describe('a NumPy array', () => {
  test.each([
    ['[N, H, W]', [2, 2, 3], [2, 3, 1]],
    ['[N, H, W, 1]', [2, 3, 2, 1], [3, 2, 1]],
    ['[N, H, W, 3]', [2, 2, 1, 3], [2, 1, 3]],
    ['[N, pixels]', [3, 4], [2, 2, 1]],
  ])('of shape %s', async (_what, shape, expected) => {
    const read = await readAll(await fileOf(npyBytes('|u1', shape, counting(12))));
    expect(read.shapes).toEqual(Array.from({ length: shape[0] ?? 0 }, () => expected));
    expect(read.images.flat()).toEqual([...counting(12)]);
  });

  test('of shape [N, 3, H, W] becomes colours side by side', async () => {
    const read = await readAll(await fileOf(npyBytes('|u1', [1, 3, 2, 2], counting(12))));
    expect(read.images).toEqual([[0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11]]);
  });

  test('of fractions and of large numbers', async () => {
    const fractions = bytesOf(Float32Array.of(0, 0.5, 1, 0.1));
    expect((await readAll(await fileOf(npyBytes('<f4', [1, 2, 2], fractions)))).images).toEqual([[0, 128, 255, 26]]);
    const longs = bytesOf(BigInt64Array.of(0n, 1n, 2n, 255n));
    expect((await readAll(await fileOf(npyBytes('<i8', [1, 2, 2], longs)))).images).toEqual([[0, 1, 2, 255]]);
  });

  const ok = npyBytes('|u1', [2, 2, 2], counting(8));
  test.each([
    ['cut short', ok.subarray(0, -1), /its header names 136 bytes but it has 135/],
    ['too long', Buffer.concat([ok, Buffer.of(0)]), /names 136 bytes but it has 137/],
    ['cut in its header', ok.subarray(0, 40), /header is cut short/],
    ['column by column', npyBytes('|u1', [2, 2, 2], counting(8), 'True'), /column by column/],
    ['of objects', npyBytes('|O', [2, 2, 2], counting(8)), /type "\|O"/],
    ['big-endian', npyBytes('>f4', [1, 1, 2], counting(8)), /type ">f4"/],
    ['of no images', npyBytes('|u1', [0, 2, 2], counting(0)), /no images, or images of zero size/],
    ['of images of zero size', npyBytes('|u1', [2, 0, 2], counting(0)), /no images, or images of zero size/],
    ['a lying shape', npyBytes('|u1', [4_000_000_000, 2, 2], counting(8)), /names 16000000128 bytes but it has 136/],
    ['an absurd shape', npyBytes('|u1', [9e15, 9e15, 9e15], counting(8)), /is not allowed/],
    ['fractions above 1', npyBytes('<f4', [1, 1, 2], bytesOf(Float32Array.of(0, 7))), /image 1 has the value 7/],
    [
      'what is no number',
      npyBytes('<f8', [1, 1, 1], bytesOf(Float64Array.of(Number.NaN))),
      /image 1 has the value NaN/,
    ],
    ['a row of numbers', npyBytes('|u1', [8], counting(8)), /holds 8 values instead of images/],
  ])('%s is refused', async (_what, bytes, message) => {
    const file = await fileOf(bytes);
    await expect(readAll(file)).rejects.toThrow(message);
    await expect(readAll(file)).rejects.toThrow(file);
  });
});

describe('a NumPy archive', () => {
  const images = npyBytes('|u1', [3, 2, 2], counting(12));
  const labels = npyBytes('<i8', [3], bytesOf(BigInt64Array.of(2n, 0n, 9n)));

  test('of Keras, with training and test images', async () => {
    const names = ['x_test', 'x_train', 'y_test', 'y_train'];
    const file = await fileOf(
      zipBytes(names.map((name) => ({ name: `${name}.npy`, content: name.startsWith('x') ? images : labels }))),
      'mnist.npz',
    );
    const read = await readAll(file);
    expect(read.labels).toEqual([2, 0, 9]);
    expect(read.images.flat()).toEqual([...counting(12)]);
    const { test: tests } = await openReaders(file, new AbortController().signal);
    if (!tests) throw new Error('There are test images.');
    expect((await readEverything(tests, { side: 8, channels: 1 })).labels).toEqual([2, 0, 9]);
  });

  test('without names and labels', async () => {
    const read = await readAll(await fileOf(zipBytes([{ name: 'arr_0.npy', content: images, stored: true }]), 'a.npz'));
    expect(read.labels).toEqual([null, null, null]);
  });

  test.each([
    [
      'labels of another number',
      { name: 'y.npy', content: npyBytes('|u1', [2], counting(2)) },
      /"y.npy" has 2 labels for 3 images/,
    ],
    [
      'a label of less than zero',
      { name: 'y.npy', content: npyBytes('|i1', [3], Uint8Array.of(0, 255, 1)) },
      /label 2 is -1/,
    ],
    [
      'labels in two columns',
      { name: 'y.npy', content: npyBytes('|u1', [3, 2], counting(6)) },
      /3x2 values instead of a row/,
    ],
    ['the images twice', { name: 'x.npy', content: images }, /"x.npy" twice/],
    ['damaged labels', { name: 'y.npy', content: labels, crc: 1 }, /./],
  ])('with %s is refused', async (_what, entry, message) => {
    const file = await fileOf(zipBytes([{ name: 'x.npy', content: images }, entry]), 'b.npz');
    await expect(readAll(file)).rejects.toThrow(message);
  });

  test('without images is refused', async () => {
    const file = await fileOf(zipBytes([{ name: 'weights.npy', content: images }]), 'c.npz');
    await expect(readAll(file)).rejects.toThrow(/holds no array of images; expected one named x_train/);
  });
});
