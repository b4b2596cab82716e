import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FormatError } from '../../../../src/main/formats/format-error';
import { parseIdx } from '../../../../src/main/formats/idx';
import { idxBytes } from '../../../idx-bytes';

test('reads what was written, for one to four axes', () => {
  const shapes = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(shapes, fc.nat(255), (shape, start) => {
      const count = shape.reduce((product, size) => product * size, 1);
      const values = Uint8Array.from({ length: count }, (_, index) => start + index);
      const { shape: foundShape, data } = parseIdx(idxBytes(shape, values));
      expect(foundShape).toEqual(shape);
      expect([...data]).toEqual([...values]);
    }),
  );
});

const small = idxBytes(
  [2, 3, 2],
  Uint8Array.from({ length: 12 }, (_, index) => index),
);

test('is refused wherever it is cut short', () => {
  for (let length = 0; length < small.length; length++) {
    expect(() => parseIdx(small.subarray(0, length)), `${length} bytes`).toThrow(FormatError);
  }
});

test('names the expected and the found size', () => {
  expect(() => parseIdx(small.subarray(0, 20))).toThrow('should have 28 bytes for 2x3x2 values but has 20 bytes');
  expect(() => parseIdx(Buffer.concat([small, Buffer.of(0)]))).toThrow('28 bytes for 2x3x2 values but has 29 bytes');
});

test('sizes that no file can have are refused, not allocated', () => {
  const huge = Buffer.from(small);
  huge.fill(0xff, 4, 16);
  expect(() => parseIdx(huge)).toThrow(FormatError);
});

test.each([
  ['floating-point numbers', [0, 0, 0x0d, 3]],
  ['no axes', [0, 0, 8, 0]],
  ['five axes', [0, 0, 8, 5]],
  ['another beginning', [0x1f, 0x8b, 8, 3]],
])('refuses %s', (_what, magic) => {
  const other = Buffer.from(small);
  other.set(magic);
  expect(() => parseIdx(other)).toThrow(/it starts with 0x/);
});

test('reads a view that does not start at the beginning of its memory', () => {
  const padded = Buffer.concat([Buffer.of(9, 9, 9), small]);
  expect([...parseIdx(padded.subarray(3)).data]).toEqual([...parseIdx(small).data]);
});
