import { elementCount, formatShape, type Shape } from '../../shared/tensor';
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
    throw new FormatError(
      `it should have ${fileBytes} bytes for ${formatShape(shape)} values but has ${bytes.length} bytes`,
    );
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
    throw new FormatError(`it has ${bytes.length} bytes, fewer than the 4 with which an IDX file starts`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const axes = readMagic(view);
  const start = magicBytes + axes * bytesPerSize;
  if (bytes.length < start) {
    throw new FormatError(`its header is cut short: expected ${start} bytes, found ${bytes.length}`);
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
    throw new FormatError(
      `it starts with 0x${found} instead of 0x00000801 to 0x00000804 (unsigned bytes, 1 to 4 axes)`,
    );
  }
  return axes;
}
