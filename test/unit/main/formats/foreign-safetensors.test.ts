import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../../src/main/formats/format-error';
import { readForeignSafetensors } from '../../../../src/main/formats/foreign-safetensors';
import { worded } from '../../../../src/shared/wording/worded';

function file(header: string, data: Uint8Array): Buffer {
  const text = Buffer.from(header, 'utf8');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

function one(dtype: string, shape: readonly number[], data: Uint8Array): Buffer {
  return file(JSON.stringify({ w: { dtype, shape, data_offsets: [0, data.length] } }), data);
}

const bytesOf = (array: ArrayBufferView): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

test.each([
  ['F64', bytesOf(Float64Array.of(0.5, -2)), [0.5, -2]],
  ['F32', bytesOf(Float32Array.of(0.5, -2)), [0.5, -2]],
  ['F16', bytesOf(Uint16Array.of(0x3800, 0xc000)), [0.5, -2]],
  ['BF16', bytesOf(Uint16Array.of(0x3f00, 0xc000)), [0.5, -2]],
  ['I64', bytesOf(BigInt64Array.of(5n, -2n)), [5, -2]],
  ['I32', bytesOf(Int32Array.of(5, -2)), [5, -2]],
  ['I16', bytesOf(Int16Array.of(5, -2)), [5, -2]],
  ['I8', bytesOf(Int8Array.of(5, -2)), [5, -2]],
  ['U64', bytesOf(BigUint64Array.of(5n, 2n)), [5, 2]],
  ['U32', bytesOf(Uint32Array.of(5, 2)), [5, 2]],
  ['U16', bytesOf(Uint16Array.of(5, 2)), [5, 2]],
  ['U8', Uint8Array.of(5, 2), [5, 2]],
  ['BOOL', Uint8Array.of(1, 0), [1, 0]],
])('%s becomes float32', (dtype, data, expected) => {
  const { tensors, notes } = readForeignSafetensors(one(dtype, [2], data));
  expect(tensors[0]?.data).toBeInstanceOf(Float32Array);
  expect([...(tensors[0]?.data ?? [])]).toEqual(expected);
  expect(notes).toEqual([]);
});

test('a whole number that float32 cannot hold is rounded, and that is said', () => {
  const { notes } = readForeignSafetensors(one('I64', [1], bytesOf(BigInt64Array.of(2n ** 24n + 1n))));
  expect(notes).toEqual([worded('note.rounded', { names: 'w' })]);
});

describe('hostile files are refused', () => {
  const entry = (begin: number, end: number): object => ({
    dtype: 'F32',
    shape: [(end - begin) / 4],
    data_offsets: [begin, end],
  });
  const data = new Uint8Array(16);
  const huge = Buffer.alloc(16, ' ');
  huge.writeBigUInt64LE(2n ** 62n);

  test.each([
    ['an overlap', file(JSON.stringify({ a: entry(0, 12), b: entry(8, 16) }), data), 'overlaps'],
    ['a hole', file(JSON.stringify({ a: entry(0, 4), b: entry(8, 16) }), data), 'belong to no tensor'],
    ['bytes at the end', file(JSON.stringify({ a: entry(0, 12) }), data), '16 follow the header'],
    ['a tensor beyond the end', file(JSON.stringify({ a: entry(0, 32) }), data), 'need 32 bytes'],
    ['a header of 2^62 bytes', huge, 'too many'],
    [
      'a name twice',
      file(`{"a":${JSON.stringify(entry(0, 8))},"a":${JSON.stringify(entry(8, 16))}}`, data),
      '"a" twice',
    ],
    ['__proto__', file(`{"__proto__":${JSON.stringify(entry(0, 16))}}`, data), '__proto__'],
    ['an unknown kind', one('F8_E5M2', [16], data), 'dtype "F8_E5M2"'],
    ['a size that overflows', one('F32', [2 ** 32, 2 ** 32], data), 'needs'],
    ['a negative size', one('F32', [-4], data), 'no valid shape'],
    [
      'a name of a megabyte',
      file(JSON.stringify({ ['n'.repeat(2 ** 20)]: entry(0, 16) }), data),
      'more than 1000 characters',
    ],
    [
      'many empty tensors',
      file(
        JSON.stringify(Object.fromEntries(Array.from({ length: 10_001 }, (_, n) => [`t${n}`, entry(0, 0)]))),
        new Uint8Array(),
      ),
      'more than 10000 tensors',
    ],
  ])('%s', (_name, bytes, reason) => {
    expect(() => readForeignSafetensors(bytes)).toThrow(FormatError);
    expect(() => readForeignSafetensors(bytes)).toThrow(reason);
  });
});
