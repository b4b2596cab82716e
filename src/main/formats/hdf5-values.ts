import { elementCount, type Shape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { FormatError } from './format-error';
import { hdf5Cursor, nowhere, type Hdf5Bytes } from './hdf5-bytes';
import type { NumberKind } from './number-kinds';

/** What one element is. */
export type Hdf5Type =
  | { readonly kind: 'number'; readonly number: NumberKind; readonly littleEndian: boolean; readonly size: number }
  | { readonly kind: 'text'; readonly size: number }
  | { readonly kind: 'longText'; readonly size: number }
  | { readonly kind: 'other'; readonly size: number };

const mostAxes = 32;
const mostText = 16 * 1024 * 1024;

/** Sizes along each axis; [] for a single value. */
export function readDataspace(data: Buffer): Shape {
  const cursor = hdf5Cursor(data);
  const [version, rank] = [cursor.byte(), cursor.byte()];
  cursor.byte();
  if (version === 1) cursor.skip(5);
  else if (version !== 2) throw new FormatError(worded('hdf5.shapeVersion'));
  else if (cursor.byte() === 2) return [0];
  if (rank > mostAxes) throw new FormatError(worded('hdf5.axes', { rank }));
  return Array.from({ length: rank }, () => cursor.uint64());
}

export function readDatatype(data: Buffer): Hdf5Type {
  const cursor = hdf5Cursor(data);
  const [first, bits] = [cursor.byte(), cursor.byte()];
  cursor.skip(2);
  const size = cursor.uint32();
  if (size < 1) throw new FormatError(worded('hdf5.typeSize'));
  const littleEndian = (bits & 1) === 0;
  const whole = numberOf(first & 0x0f, size, bits, cursor.left() >= 6 ? data[13] : undefined);
  if (whole) return { kind: 'number', number: whole, littleEndian, size };
  if ((first & 0x0f) === 3) return { kind: 'text', size };
  if ((first & 0x0f) === 9 && (bits & 0x0f) === 1 && size === 16) return { kind: 'longText', size };
  return { kind: 'other', size };
}

/** @param exponentBits of a float */
function numberOf(kind: number, size: number, bits: number, exponentBits: number | undefined): NumberKind | null {
  if (kind === 0) {
    const signed = (bits & 0x08) !== 0;
    const kinds = {
      1: ['uint8', 'int8'],
      2: ['uint16', 'int16'],
      4: ['uint32', 'int32'],
      8: ['uint64', 'int64'],
    } as const;
    return kinds[size as keyof typeof kinds]?.[signed ? 1 : 0] ?? null;
  }
  if (kind !== 1) return null;
  if (size === 2) return exponentBits === 5 ? 'float16' : exponentBits === 8 ? 'bfloat16' : null;
  if (size === 4) return exponentBits === 8 ? 'float32' : null;
  return size === 8 && exponentBits === 11 ? 'float64' : null;
}

/** An attribute of an object. */
export interface Hdf5Attribute {
  readonly name: string;
  /** Its texts in order; null where it holds something else. */
  texts(): readonly string[] | null;
}

/** @param data of an attribute message */
export function readAttribute(bytes: Hdf5Bytes, data: Buffer): Hdf5Attribute {
  const cursor = hdf5Cursor(data);
  const version = cursor.byte();
  if (version < 1 || version > 3) throw new FormatError(worded('hdf5.attributeVersion'));
  cursor.byte();
  const sizes = [cursor.uint16(), cursor.uint16(), cursor.uint16()] as const;
  if (version === 3) cursor.byte();
  const [name, type, space] = sizes.map((size) => cursor.bytes(version === 1 ? Math.ceil(size / 8) * 8 : size)) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  const rest = cursor.bytes(cursor.left());
  return { name: untilZero(name), texts: () => readTexts(bytes, type, space, rest) };
}

function readTexts(bytes: Hdf5Bytes, typeData: Buffer, spaceData: Buffer, data: Buffer): readonly string[] | null {
  const type = readDatatype(typeData);
  if (type.kind !== 'text' && type.kind !== 'longText') return null;
  const count = elementCount(readDataspace(spaceData));
  if (!(count * type.size <= data.length)) throw new FormatError(worded('hdf5.attributeCut'));
  return Array.from({ length: count }, (_, index) => {
    const element = data.subarray(index * type.size, (index + 1) * type.size);
    return type.kind === 'text' ? untilZero(element) : readLongText(bytes, element);
  });
}

function untilZero(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

/** A text of the global heap: its length, the address of the collection, its number there. */
function readLongText(bytes: Hdf5Bytes, element: Buffer): string {
  const cursor = hdf5Cursor(element);
  const [length, address, wanted] = [cursor.uint32(), cursor.uint64(), cursor.uint32()];
  if (length === 0) return '';
  if (address === nowhere || length > mostText) throw new FormatError(worded('hdf5.textPlace'));
  const start = bytes.from(address, 16);
  start.signature('GCOL');
  start.skip(4);
  const collection = bytes.from(address + 16, start.uint64() - 16);
  while (collection.left() >= 16) {
    const index = collection.uint16();
    collection.skip(6);
    const size = collection.uint64();
    if (index === 0) break;
    if (index === wanted && size >= length) return collection.bytes(length).toString('utf8');
    collection.skip(Math.ceil(size / 8) * 8);
  }
  throw new FormatError(worded('hdf5.textMissing'));
}
