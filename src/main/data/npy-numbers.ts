import { FormatError } from '../formats/format-error';
import { bytesPerNumber, type NpyType } from '../formats/npy-header';
import type { NumberDecoder } from './array-blocks';
import { worded } from '../../shared/wording/worded';

/** Reads one number at a byte offset. */
type NumberReader = (view: DataView, offset: number) => number;

const numberReaders: { readonly [T in NpyType]: NumberReader } = {
  u1: (view, offset) => view.getUint8(offset),
  i1: (view, offset) => view.getInt8(offset),
  u2: (view, offset) => view.getUint16(offset, true),
  i2: (view, offset) => view.getInt16(offset, true),
  u4: (view, offset) => view.getUint32(offset, true),
  i4: (view, offset) => view.getInt32(offset, true),
  u8: (view, offset) => Number(view.getBigUint64(offset, true)),
  i8: (view, offset) => Number(view.getBigInt64(offset, true)),
  f4: (view, offset) => view.getFloat32(offset, true),
  f8: (view, offset) => view.getFloat64(offset, true),
};

const isFraction = (type: NpyType): boolean => type === 'f4' || type === 'f8';

/** Whole numbers are pixels from 0 to 255, fractions brightness from 0 to 1. */
export function pixelDecoder(type: NpyType): NumberDecoder {
  if (type === 'u1') return (bytes) => bytes;
  const [most, scale] = isFraction(type) ? [1, 255] : [255, 1];
  return (bytes, firstImage, imageNumbers) => {
    const pixels = new Uint8Array(bytes.length / bytesPerNumber(type));
    eachNumber(type, bytes, (value, index) => {
      // also refuses what is no number
      if (!(value >= 0 && value <= most)) {
        const image = firstImage + Math.floor(index / imageNumbers) + 1;
        throw new FormatError(worded('npy.value', { image, value, most, type }));
      }
      pixels[index] = Math.round(value * scale);
    });
    return pixels;
  };
}

/** @throws FormatError where a label is no whole number from 0 to 65,535 */
export function decodeLabels(type: NpyType, bytes: Uint8Array): Uint16Array {
  const labels = new Uint16Array(bytes.length / bytesPerNumber(type));
  eachNumber(type, bytes, (value, index) => {
    if (!Number.isInteger(value) || value < 0 || value > 65_535) {
      throw new FormatError(worded('npy.label', { label: index + 1, value }));
    }
    labels[index] = value;
  });
  return labels;
}

function eachNumber(type: NpyType, bytes: Uint8Array, visit: (value: number, index: number) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const step = bytesPerNumber(type);
  const read = numberReaders[type];
  for (let index = 0; index * step < bytes.length; index++) visit(read(view, index * step), index);
}
