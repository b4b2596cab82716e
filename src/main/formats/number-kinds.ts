/** Kinds of numbers that files of weights hold, by the names that their frameworks have in common. */
export const bytesOfKind = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
  int64: 8,
  int32: 4,
  int16: 2,
  int8: 1,
  uint64: 8,
  uint32: 4,
  uint16: 2,
  uint8: 1,
  bool: 1,
} as const;
export type NumberKind = keyof typeof bytesOfKind;

/** From here on a float32 no longer tells neighbouring whole numbers apart. */
const largestExactInteger = 2 ** 24;

export interface ReadNumbers {
  readonly data: Float32Array;
  /** False where a number is not the same as a float32: a large integer, or a float64 beyond its precision by far. */
  readonly exact: boolean;
}

/**
 * Numbers of any kind as float32, rounded to the nearest. A float64 counts as exact unless it leaves float32's range.
 *
 * @param bytes as many whole numbers as it holds are read
 */
export function readNumbers(bytes: Uint8Array, kind: NumberKind, littleEndian = true): ReadNumbers {
  const count = Math.floor(bytes.length / bytesOfKind[kind]);
  if (kind === 'float32' && littleEndian) return { data: copyFloats(bytes, count), exact: true };
  const read = numberReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), kind, littleEndian);
  const data = new Float32Array(count);
  let exact = true;
  for (let index = 0; index < count; index++) {
    const value = read(index);
    data[index] = value;
    if (!staysItself(value, data[index] as number)) exact = false;
  }
  return { data, exact };
}

function copyFloats(bytes: Uint8Array, count: number): Float32Array {
  // a copy: the file's bytes may lie unaligned, and must not live as long as one small tensor
  const own = new Uint8Array(count * 4);
  own.set(bytes.subarray(0, own.length));
  return new Float32Array(own.buffer);
}

function staysItself(value: number, rounded: number): boolean {
  if (Number.isInteger(value) && Math.abs(value) > largestExactInteger) return value === rounded;
  return Number.isFinite(value) === Number.isFinite(rounded);
}

function numberReader(view: DataView, kind: NumberKind, little: boolean): (index: number) => number {
  switch (kind) {
    case 'float64':
      return (index) => view.getFloat64(index * 8, little);
    case 'float32':
      return (index) => view.getFloat32(index * 4, little);
    case 'float16':
      return (index) => halfToNumber(view.getUint16(index * 2, little));
    case 'bfloat16':
      return (index) => brainToNumber(view.getUint16(index * 2, little));
    case 'int64':
      return (index) => Number(view.getBigInt64(index * 8, little));
    case 'int32':
      return (index) => view.getInt32(index * 4, little);
    case 'int16':
      return (index) => view.getInt16(index * 2, little);
    case 'int8':
      return (index) => view.getInt8(index);
    case 'uint64':
      return (index) => Number(view.getBigUint64(index * 8, little));
    case 'uint32':
      return (index) => view.getUint32(index * 4, little);
    case 'uint16':
      return (index) => view.getUint16(index * 2, little);
    case 'uint8':
      return (index) => view.getUint8(index);
    case 'bool':
      return (index) => (view.getUint8(index) === 0 ? 0 : 1);
  }
}

/** IEEE 754 binary16. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const scratch = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function brainToNumber(bits: number): number {
  scratch.setUint32(0, bits * 0x10000);
  return scratch.getFloat32(0);
}
