import { elementCount, formatShape, type Shape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { FormatError } from './format-error';

/** Types of numbers that pictures and labels come in, all little-endian. */
export const npyTypes = ['u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'i8', 'u8', 'f4', 'f8'] as const;
export type NpyType = (typeof npyTypes)[number];

export interface NpyHeader {
  readonly type: NpyType;
  readonly shape: Shape;
  /** Where the numbers begin. Bytes. */
  readonly start: number;
  /** Of the whole file. Bytes. */
  readonly fileBytes: number;
}

const magic = '\x93NUMPY';
/** Magic, version and the longer of the two length fields. */
const preambleBytes = 12;
const maximumHeaderBytes = 4096;
const maximumAxes = 8;

/** Bytes with which `readNpyHeader` can always tell. */
export const longestNpyHeader = preambleBytes + maximumHeaderBytes;

export function bytesPerNumber(type: NpyType): number {
  return Number(type.slice(1));
}

/**
 * The header of a NumPy array file, version 1 to 3 (NumPy enhancement proposal 1).
 *
 * @param beginning the first `longestNpyHeader` bytes, or the whole file where it is shorter
 * @throws FormatError with the expected and the found value
 */
export function readNpyHeader(beginning: Uint8Array): NpyHeader {
  const file = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  if (file.toString('latin1', 0, magic.length) !== magic) throw new FormatError(worded('npy.none'));
  if (file.length < preambleBytes) throw new FormatError(worded('bytes.headerCut'));
  const version = file.readUInt8(magic.length);
  if (version < 1 || version > 3) throw new FormatError(worded('npy.version', { version }));
  const textStart = version === 1 ? 10 : 12;
  const length = version === 1 ? file.readUInt16LE(8) : file.readUInt32LE(8);
  if (length > maximumHeaderBytes)
    throw new FormatError(worded('npy.headerLong', { bytes: length, most: maximumHeaderBytes }));
  const start = textStart + length;
  if (file.length < start) throw new FormatError(worded('bytes.headerShort', { expected: start, found: file.length }));
  const { type, shape } = parseDescription(file.toString('latin1', textStart, start));
  return { type, shape, start, fileBytes: start + elementCount(shape) * bytesPerNumber(type) };
}

function parseDescription(text: string): Pick<NpyHeader, 'type' | 'shape'> {
  const descr = /'descr': *'([^']{1,16})'/.exec(text)?.[1];
  const order = /'fortran_order': *(True|False)/.exec(text)?.[1];
  const sizes = /'shape': *\(([0-9, ]*)\)/.exec(text)?.[1];
  if (descr === undefined || order === undefined || sizes === undefined) {
    throw new FormatError(worded('npy.header'));
  }
  if (order === 'True') throw new FormatError(worded('npy.fortran'));
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const tooMany = shape.length > maximumAxes || shape.some((size) => !Number.isSafeInteger(size));
  if (tooMany || !Number.isSafeInteger(elementCount(shape) * 8)) {
    throw new FormatError(worded('npy.shape', { shape: formatShape(shape.slice(0, maximumAxes)) }));
  }
  return { type: parseType(descr), shape };
}

function parseType(descr: string): NpyType {
  const type = npyTypes.find((known) => descr.slice(1) === known || descr === known);
  const order = descr.length === 3 ? descr[0] : '<';
  const singleByte = type === 'u1' || type === 'i1';
  if (type === undefined || (order !== '<' && !singleByte)) {
    throw new FormatError(worded('npy.type', { type: descr, allowed: npyTypes.join(', ') }));
  }
  return type;
}
