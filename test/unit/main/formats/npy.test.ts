import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeNpy } from '../../../../src/main/formats/npy';

const size = fc.integer({ min: 1, max: 12 });

/** Reads version 1.0 as NumPy's format document describes it. */
function readNpy(file: Uint8Array): { header: string; dataStart: number; data: Uint8Array } {
  const bytes = Buffer.from(file);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
  const dataStart = 10 + bytes.readUInt16LE(8);
  return { header: bytes.subarray(10, dataStart).toString('latin1'), dataStart, data: bytes.subarray(dataStart) };
}

test('holds the pixels behind an aligned header that names type, order and shape', () => {
  fc.assert(
    fc.property(fc.tuple(size, size, size, fc.constantFrom(1, 3)), fc.nat(255), (shape, start) => {
      const length = shape.reduce((product, axis) => product * axis, 1);
      const pixels = Uint8Array.from({ length }, (_, index) => start + 7 * index);
      const { header, dataStart, data } = readNpy(encodeNpy(shape, pixels));
      expect(dataStart % 64).toBe(0);
      expect(header).toMatch(/^\{'descr': '\|u1', 'fortran_order': False, 'shape': \(\d+, \d+, \d+, \d+\), \} *\n$/);
      expect(header).toContain(`(${shape.join(', ')})`);
      expect(Buffer.compare(data, pixels)).toBe(0);
    }),
  );
});

test('refuses pixels that do not fill the shape', () => {
  expect(() => encodeNpy([2, 2, 2, 1], new Uint8Array(7))).toThrow('7 numbers do not fill 2x2x2x1');
});
