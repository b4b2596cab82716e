import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../../src/main/formats/format-error';
import { openHdf5 } from '../../../../src/main/formats/hdf5';
import { readKerasArchive, readKerasHdf5 } from '../../../../src/main/formats/keras-files';
import { zipBytes } from '../../../tools/zip-fixture';

const fixture = (name: string): Buffer => readFileSync(join('test', 'fixtures', 'import', name));

test('chunks that are deflated and shuffled, of float64 and of the other order of bytes, are read', () => {
  const { tensors } = readKerasHdf5(fixture('packed.h5'));
  const found = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  expect(found.get('dense/kernel')).toMatchObject({ dtype: 'float64', shape: [5, 7] });
  expect([...(found.get('dense/kernel')?.data ?? [])]).toEqual(Array.from({ length: 35 }, (_, index) => index));
  expect([...(found.get('dense/bias')?.data ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect([...(found.get('half')?.data ?? [])]).toEqual([0.5, -2]);
  expect(found.get('empty')).toMatchObject({ shape: [0, 3] });
});

test('files of the newest form are read where their groups are small', () => {
  const { tensors } = readKerasHdf5(fixture('newest.h5'));
  expect(tensors).toMatchObject([{ name: 'dense/kernel', shape: [2, 3], data: Float32Array.of(0, 1, 2, 3, 4, 5) }]);
});

test('the model and the order of its layers come with the weights', () => {
  const { model, tensors } = readKerasHdf5(fixture('windows.h5'));
  expect(model).toMatchObject({ class_name: 'Sequential' });
  const layers = tensors.map(({ name }) => name.split('/')[1]);
  expect([...new Set(layers)]).toEqual([
    'dense',
    'batch_normalization',
    'conv2d_transpose',
    'batch_normalization_1',
    'conv2d_transpose_1',
  ]);
});

describe('hostile files are refused', () => {
  test.each([
    ['a link to another file', 'external_link.h5', '"model_weights" is a link to another file, which is not followed'],
    ['soft links that lead to each other', 'soft_loop.h5', '"a" is a soft link, which is not followed'],
    ['a shape of 2^40 numbers', 'huge_shape.h5', 'above the 16777216 numbers that a file of its size may hold'],
    ['a filter that is not known', 'checksum_filter.h5', 'packed by the filter 3'],
  ])('%s', (_what, name, reason) => {
    expect(() => readKerasHdf5(fixture(name))).toThrow(FormatError);
    expect(() => readKerasHdf5(fixture(name))).toThrow(reason);
  });

  test('a group that holds itself', () => {
    const file = fixture('dense.weights.h5');
    const root = file.readBigUInt64LE(64);
    // the first entry of the first table then leads back to the root
    const table = file.indexOf('SNOD', 0, 'latin1');
    file.writeBigUInt64LE(root, table + 8 + 8);
    expect(() => openHdf5(file)).toThrow('is reached in two ways');
  });

  test('every truncation, in words', () => {
    const file = fixture('newest.h5');
    for (let length = 0; length < 700; length += 1) {
      expect(() => readKerasHdf5(Buffer.from(file.subarray(0, length))), String(length)).toThrow(FormatError);
    }
  });

  test('bytes after another program’s', () => {
    expect(() => openHdf5(Buffer.concat([Buffer.alloc(512), fixture('newest.h5')]))).toThrow('no HDF5 file');
  });
});

describe('a .keras file', () => {
  const weights = fixture('dense.weights.h5');

  test.each([
    ['without its model', zipBytes([{ name: 'model.weights.h5', content: weights }]), 'is missing'],
    ['without its weights', zipBytes([{ name: 'config.json', content: '{}' }]), 'is missing'],
    [
      'whose model is no JSON',
      zipBytes([
        { name: 'config.json', content: '{' },
        { name: 'model.weights.h5', content: weights },
      ]),
      'no valid JSON',
    ],
    [
      'with a bomb',
      zipBytes([
        { name: 'config.json', content: Buffer.alloc(17 * 1024 * 1024) },
        { name: 'model.weights.h5', content: weights },
      ]),
      'more than 16777216 bytes',
    ],
    [
      'with a wrong checksum',
      zipBytes([
        { name: 'config.json', content: '{}', crc: 1 },
        { name: 'model.weights.h5', content: weights },
      ]),
      'checksum',
    ],
  ])('%s is refused', async (_what, bytes, reason) => {
    await expect(readKerasArchive(bytes)).rejects.toThrow(reason);
  });
});
