import { elementCount, formatShape } from '../../shared/tensor';

const magic = '\x93NUMPY\x01\x00';
const alignment = 64;

/**
 * A NumPy array file of unsigned bytes, version 1.0 (NumPy enhancement proposal 1), header padded to 64 bytes.
 *
 * @param shape [count, height, width, channels]
 * @param pixels row-major
 */
export function encodeNpy(shape: readonly [number, number, number, number], pixels: Uint8Array): Uint8Array {
  if (pixels.length !== elementCount(shape)) {
    throw new RangeError(`${pixels.length} numbers do not fill ${formatShape(shape)}.`);
  }
  const description = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const lengthField = 2;
  const lineFeed = 1;
  const bare = magic.length + lengthField + description.length + lineFeed;
  const start = Math.ceil(bare / alignment) * alignment;
  const file = Buffer.alloc(start + pixels.length, ' ', 'latin1');
  file.write(magic, 0, 'latin1');
  file.writeUInt16LE(start - magic.length - lengthField, magic.length);
  file.write(description, magic.length + lengthField, 'latin1');
  file.write('\n', start - lineFeed, 'latin1');
  file.set(pixels, start);
  return file;
}
