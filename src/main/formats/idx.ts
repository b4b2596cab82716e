import { elementCount, formatShape, type Shape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { FormatError } from './format-error';

/** An IDX file of unsigned bytes, the format of MNIST (LeCun, Cortes and Burges 1998). */
export interface IdxArray {
  /** One to four sizes, slowest axis first. */
  readonly shape: Shape;
  /** Row-major; a view of the bytes that were parsed. */
  readonly data: Uint8Array;
}

const unsignedByte = 0x08;
const magicBytes = 4;
const bytesPerSize = 4;
const maximumAxes = 4;

/** @throws FormatError with the expected and the found value */
export function parseIdx(bytes: Uint8Array): IdxArray {
  const { shape, start, fileBytes } = idxHeader(bytes);
  if (bytes.length !== fileBytes) {
    throw new FormatError(worded('idx.size', { expected: fileBytes, shape: formatShape(shape), found: bytes.length }));
  }
  return { shape, data: bytes.subarray(start) };
}

/** Bytes with which `idxFileBytes` can always tell. */
export const longestIdxHeader = magicBytes + maximumAxes * bytesPerSize;

/** What an IDX file says about itself. */
export interface IdxHeader {
  /** One to four sizes, slowest axis first. */
  readonly shape: Shape;
  /** Where the values begin. Bytes. */
  readonly start: number;
  /** Of the whole file. Bytes. */
  readonly fileBytes: number;
}

/**
 * @param bytes the first `longestIdxHeader` bytes, or the whole file where it is shorter
 * @throws FormatError where no IDX file begins like this
 */
export function idxHeader(bytes: Uint8Array): IdxHeader {
  if (bytes.length < magicBytes) {
    throw new FormatError(worded('idx.short', { bytes: bytes.length }));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const axes = readMagic(view);
  const start = magicBytes + axes * bytesPerSize;
  if (bytes.length < start) {
    throw new FormatError(worded('bytes.headerShort', { expected: start, found: bytes.length }));
  }
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(magicBytes + axis * bytesPerSize));
  return { shape, start, fileBytes: start + elementCount(shape) };
}

/** Number of axes. */
function readMagic(view: DataView): number {
  const magic = view.getUint32(0);
  const axes = magic & 0xff;
  if (magic >>> 8 !== unsignedByte || axes < 1 || axes > maximumAxes) {
    const found = magic.toString(16).padStart(8, '0');
    throw new FormatError(worded('idx.magic', { found }));
  }
  return axes;
}
