import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../../src/main/formats/format-error';
import { decodeSafetensors, encodeSafetensors } from '../../../../src/main/formats/safetensors';
import type { NamedTensor } from '../../../../src/shared/tensor';

/** A file with any header text and any data. */
function fileOf(header: string | object, data: Uint8Array = new Uint8Array()): Uint8Array {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header), 'utf8');
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, data]);
}

const kinds = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array } as const;

const tensorArbitrary: fc.Arbitrary<Omit<NamedTensor, 'name'>> = fc
  .tuple(
    fc.constantFrom('float32', 'int32', 'uint8'),
    fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    fc.infiniteStream(fc.nat(255)),
  )
  .map(([dtype, shape, noise]) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const Kind = kinds[dtype];
    // any bits at all, not-a-number among them
    const bytes = Uint8Array.from({ length: count * Kind.BYTES_PER_ELEMENT }, () => noise.next().value as number);
    return { dtype, shape, data: new Kind(bytes.buffer) };
  });

const nameArbitrary = fc.string({ unit: 'binary' }).filter((name) => !['__proto__', '__metadata__'].includes(name));
const tensorsArbitrary = fc
  .dictionary(nameArbitrary, tensorArbitrary, { noNullPrototype: true })
  .map((named) => Object.entries(named).map(([name, tensor]): NamedTensor => ({ name, ...tensor })));
const metadataArbitrary = fc.dictionary(
  fc.string({ unit: 'binary' }).filter((key) => key !== '__proto__'),
  fc.string({ unit: 'binary' }),
  { noNullPrototype: true },
);

function bitsOf({ name, dtype, shape, data }: NamedTensor): object {
  return { name, dtype, shape, bits: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex') };
}

test('tensors and metadata come back bit for bit', () => {
  fc.assert(
    fc.property(tensorsArbitrary, metadataArbitrary, (tensors, metadata) => {
      const decoded = decodeSafetensors(encodeSafetensors(tensors, metadata));
      expect(decoded.tensors.map(bitsOf)).toEqual(tensors.map(bitsOf));
      expect(decoded.metadata).toEqual(metadata);
    }),
  );
});

test('header and wide numbers are aligned to their size, whatever the order of the tensors', () => {
  const tensors: NamedTensor[] = [
    { name: 'odd', dtype: 'uint8', shape: [3], data: Uint8Array.of(1, 2, 3) },
    { name: 'wide', dtype: 'float32', shape: [1], data: Float32Array.of(1.5) },
  ];
  const bytes = Buffer.from(encodeSafetensors(tensors, {}));
  const headerLength = Number(bytes.readBigUInt64LE());
  expect(headerLength % 8).toBe(0);
  const header = JSON.parse(bytes.subarray(8, 8 + headerLength).toString()) as Record<string, object>;
  expect(header['wide']).toEqual({ dtype: 'F32', shape: [1], data_offsets: [0, 4] });
  expect(header['odd']).toEqual({ dtype: 'U8', shape: [3], data_offsets: [4, 7] });
});

test('what is read lives on its own, not in the memory of the file', () => {
  const bytes = encodeSafetensors([{ name: 'a', dtype: 'uint8', shape: [1], data: Uint8Array.of(7) }], {});
  const [tensor] = decodeSafetensors(bytes).tensors;
  bytes.fill(0);
  expect(tensor?.data).toEqual(Uint8Array.of(7));
  expect(tensor?.data.buffer.byteLength).toBe(1);
});

const floats = (...offsets: number[]): object => ({ dtype: 'F32', shape: [1], data_offsets: offsets });

describe('refuses, with the reason,', () => {
  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'it has only 0 bytes'],
    ['a huge header', Buffer.from('ffffffffffffff7f7b7d', 'hex'), 'which is too many'],
    ['a header beyond the end', fileOf({}).subarray(0, 9), 'cut short'],
    ['a header that is no object', fileOf('[]'), 'does not start with "{"'],
    ['a header with leading space', fileOf(' {}'), 'does not start with "{"'],
    ['broken JSON', fileOf('{"a":'), 'no valid JSON'],
    ['text that is not UTF-8', fileOf('{"\x80"').map((byte, index) => (index === 10 ? 0xff : byte)), 'not UTF-8'],
    ['a name twice', fileOf(`{"a":${JSON.stringify(floats(0, 4))},"a":${JSON.stringify(floats(0, 4))}}`), '"a" twice'],
    ['__proto__', fileOf('{"__proto__":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}', Buffer.of(1)), '__proto__'],
    ['an entry that is no object', fileOf({ a: 1 }), '"a" is not an object'],
    ['an unknown dtype', fileOf({ a: { dtype: 'BF16', shape: [], data_offsets: [0, 2] } }), 'dtype "BF16"'],
    ['an inherited dtype', fileOf({ a: { dtype: 'toString', shape: [], data_offsets: [0, 2] } }), 'dtype "toString"'],
    ['an unknown field', fileOf({ a: { ...floats(0, 4), extra: 1 } }), 'unknown field "extra"'],
    ['a negative size', fileOf({ a: { dtype: 'U8', shape: [-1], data_offsets: [0, 0] } }), 'no valid shape'],
    ['a broken size', fileOf({ a: { dtype: 'U8', shape: [0.5], data_offsets: [0, 0] } }), 'no valid shape'],
    ['one offset', fileOf({ a: { dtype: 'U8', shape: [1], data_offsets: [0] } }), 'no valid data_offsets'],
    ['a shape larger than its bytes', fileOf({ a: floats(0, 8) }, new Uint8Array(8)), 'needs 4 bytes but has 8'],
    [
      'sizes beyond counting',
      fileOf({ a: { dtype: 'F32', shape: [2 ** 40, 2 ** 40], data_offsets: [0, 4] } }),
      'needs',
    ],
    ['an overlap', fileOf({ a: floats(0, 4), b: floats(2, 6) }, new Uint8Array(6)), '"b" overlaps'],
    ['a hole', fileOf({ a: floats(0, 4), b: floats(6, 10) }, new Uint8Array(10)), '2 bytes before "b"'],
    ['a hole at the start', fileOf({ a: floats(4, 8) }, new Uint8Array(8)), '4 bytes before "a"'],
    ['bytes after the last tensor', fileOf({ a: floats(0, 4) }, new Uint8Array(5)), 'need 4 bytes but 5'],
    ['missing data', fileOf({ a: floats(0, 4) }, new Uint8Array(3)), 'need 4 bytes but 3'],
    ['metadata that is no object', fileOf({ __metadata__: [] }), 'metadata is not an object'],
    ['metadata that is no text', fileOf({ __metadata__: { a: 1 } }), 'metadata "a" is not text'],
  ])('%s', (_what, bytes, reason) => {
    expect(() => decodeSafetensors(bytes)).toThrow(FormatError);
    expect(() => decodeSafetensors(bytes)).toThrow(reason);
  });

  test('every file that is cut short', () => {
    const data = Float32Array.of(1, 2);
    const bytes = encodeSafetensors([{ name: 'a', dtype: 'float32', shape: [2], data }], { key: 'value' });
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSafetensors(bytes.subarray(0, length)), `${length} bytes`).toThrow(FormatError);
    }
  });
});

describe('does not write', () => {
  const one: NamedTensor = { name: 'a', dtype: 'float32', shape: [1], data: Float32Array.of(1) };
  test.each<[string, readonly NamedTensor[]]>([
    ['a name twice', [one, { ...one }]],
    ['a reserved name', [{ ...one, name: '__metadata__' }]],
    ['__proto__', [{ ...one, name: '__proto__' }]],
    ['numbers of another type', [{ ...one, data: Int32Array.of(1) }]],
    ['numbers that do not fill the shape', [{ ...one, shape: [2] }]],
  ])('%s', (_what, tensors) => {
    expect(() => encodeSafetensors(tensors, {})).toThrow(TypeError);
  });
});
