import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../../src/main/formats/format-error';
import type { ForeignTensors } from '../../../../src/main/formats/foreign-tensors';
import { readOldPyTorch, readPyTorchZip } from '../../../../src/main/formats/pytorch';
import { zipBytes, type FixtureEntry } from '../../../tools/zip-fixture';
import { worded } from '../../../../src/shared/wording/worded';

const fixture = (name: string): Buffer => readFileSync(join('test', 'fixtures', 'import', name));

function values({ tensors }: ForeignTensors, name: string): readonly number[] {
  const found = tensors.find((tensor) => tensor.name === name);
  return [...(found?.data ?? [])];
}

describe.each([
  ['the ZIP form', 'views.pt', 'pytorch'],
  ['the form before 1.6', 'views_old.pt', 'pytorch-old'],
] as const)('%s', (_form, name, format) => {
  const read = async (): Promise<ForeignTensors> =>
    format === 'pytorch' ? readPyTorchZip(fixture(name)) : readOldPyTorch(fixture(name));

  test('tensors that are views of one storage are read by their strides', async () => {
    const found = await read();
    expect(found.format).toBe(format);
    expect(values(found, 'transposed').slice(0, 5)).toEqual([0, 6, 12, 18, 1]);
    expect(values(found, 'columns')).toEqual([1, 2, 3, 7, 8, 9, 13, 14, 15, 19, 20, 21]);
    expect(values(found, 'every_other')).toEqual(Array.from({ length: 12 }, (_, index) => 2 * index));
    expect(values(found, 'shared')).toEqual(Array.from({ length: 18 }, (_, index) => index + 6));
    expect(values(found, 'expanded')).toEqual(new Array(6).fill(2.5));
    expect(values(found, 'scalar')).toEqual([3.25]);
  });

  test('every kind of number becomes the nearest float32, and rounded integers are named', async () => {
    const found = await read();
    expect(values(found, 'double')).toEqual([Math.fround(1 / 3), Infinity]);
    expect(values(found, 'half')).toEqual([0.5, -65504, 2 ** -24, Infinity]);
    expect(values(found, 'brain').slice(0, 2)).toEqual([0.5, -3]);
    expect(values(found, 'long')).toEqual([1, -2, 2 ** 40]);
    expect(values(found, 'byte')).toEqual([0, 255]);
    expect(values(found, 'bool')).toEqual([1, 0]);
    expect(found.notes).toEqual([worded('note.rounded', { names: 'double, long' })]);
  });

  test('dicts and lists are walked, and what is no tensor is passed over', async () => {
    const found = await read();
    expect(values(found, 'parameter')).toEqual([1, 2]);
    expect(values(found, 'nested.list.0')).toEqual([1]);
    expect(found.tensors.find(({ name: own }) => own === 'empty')?.shape).toEqual([0, 3]);
    expect(found.tensors).toHaveLength(15);
  });
});

test('what DataParallel puts before names goes', async () => {
  const { tensors } = await readPyTorchZip(fixture('both_networks.pt'));
  expect(tensors.map(({ name }) => name)).toContain('netG.main.0.weight');
});

/** A state dict {"w": tensor} in protocol 2, with a float storage "0" of `count` numbers. */
function statePickle({ count = 4, offset = 0, shape = [4], strides = [1] }): Buffer {
  const ints = (numbers: readonly number[]): string => `(${numbers.map((n) => `I${n}\n`).join('')}t`;
  const text = (value: string): string => `X${String.fromCharCode(value.length, 0, 0, 0)}${value}`;
  const storage = `(${text('storage')}ctorch\nFloatStorage\n${text('0')}${text('cpu')}I${count}\ntQ`;
  const tensor = `ctorch._utils\n_rebuild_tensor_v2\n(${storage}I${offset}\n${ints(shape)}${ints(strides)}I00\nNtR`;
  return Buffer.from(`\x80\x02}${text('w')}${tensor}s.`, 'latin1');
}

function archive(pickle: Buffer, more: readonly FixtureEntry[] = [], bytes = 16, crc?: number): Buffer {
  const content = Buffer.alloc(bytes);
  for (let index = 0; index * 4 + 4 <= bytes; index++) content.writeFloatLE(index + 1, index * 4);
  return zipBytes([
    { name: 'a/data.pkl', content: pickle, stored: true },
    { name: 'a/data/0', content, stored: true, ...(crc !== undefined && { crc }) },
    ...more,
  ]);
}

describe('archives that are not what they say', () => {
  test('a plain one is read', async () => {
    expect(values(await readPyTorchZip(archive(statePickle({}))), 'w')).toEqual([1, 2, 3, 4]);
  });

  test('numbers of a machine with the other order of bytes are turned', async () => {
    const bytes = archive(statePickle({}), [{ name: 'a/byteorder', content: 'big' }]);
    expect(values(await readPyTorchZip(bytes), 'w')).not.toEqual([1, 2, 3, 4]);
  });

  test.each([
    ['a name that leaves the archive', archive(statePickle({}), [{ name: '../../x', content: '' }]), 'relative path'],
    ['an absolute name', archive(statePickle({}), [{ name: '/etc/passwd', content: '' }]), 'absolute path'],
    ['a wrong checksum', archive(statePickle({}), [], 16, 7), 'the checksum of "a/data/0" does not match'],
    [
      'a storage that is missing',
      zipBytes([{ name: 'a/data.pkl', content: statePickle({}) }]),
      'storage "0" is missing',
    ],
    ['a storage that is too small', archive(statePickle({}), [], 12), 'has 12 bytes instead of 16'],
    ['a storage of 2^50 numbers', archive(statePickle({ count: 2 ** 50 })), 'instead of'],
    ['a tensor beyond its storage', archive(statePickle({ offset: 1 })), 'reaches beyond its storage'],
    ['strides beyond its storage', archive(statePickle({ strides: [2] })), 'reaches beyond its storage'],
    ['one number as a billion', archive(statePickle({ shape: [1e9], strides: [0] })), 'may hold'],
    [
      'sizes whose product is no number',
      archive(statePickle({ shape: [1e9, 1e9, 1e9], strides: [0, 0, 0] })),
      'may hold',
    ],
    ['two pickles', archive(statePickle({}), [{ name: 'b/data.pkl', content: 'N.' }]), 'needs one data.pkl'],
    ['no tensor', zipBytes([{ name: 'a/data.pkl', content: '}.' }]), 'holds no tensor'],
  ])('%s', async (_name, bytes, reason) => {
    const reading = readPyTorchZip(bytes);
    await expect(reading).rejects.toThrow(FormatError);
    await expect(reading).rejects.toThrow(reason);
  });

  test('a pickle of a gigabyte of zeros is refused before it is unpacked', async () => {
    const bytes = zipBytes([{ name: 'a/data.pkl', content: Buffer.alloc(70 * 1024 * 1024) }]);
    expect(bytes.length).toBeLessThan(100_000);
    await expect(readPyTorchZip(bytes)).rejects.toThrow('has more than 67108864 bytes');
  });
});

describe('old files that are not what they say', () => {
  const old = fixture('views_old.pt');

  test('every truncation is refused in words', () => {
    for (let length = 0; length < old.length; length += 3) {
      expect(() => readOldPyTorch(old.subarray(0, length)), String(length)).toThrow(FormatError);
    }
  });

  test('a pickle that is no file of PyTorch', () => {
    expect(() => readOldPyTorch(Buffer.from('\x80\x02K\x01.', 'latin1'))).toThrow('no PyTorch file');
  });
});
