import { inflateSync } from 'node:zlib';
import { elementCount, type Shape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { FormatError } from './format-error';
import { hdf5Cursor, nowhere, type Hdf5Bytes } from './hdf5-bytes';
import { findMessage, type Hdf5Message } from './hdf5-header';

const deflate = 1;
const shuffle = 2;
const mostChunks = 1_000_000;
const mostChunkBytes = 256 * 1024 * 1024;
const mostDepth = 32;

/**
 * The numbers of a data set, row-major, as they lie in the file: in its header, in one piece, or in chunks that may be
 * deflated and shuffled.
 *
 * @param elementBytes of one number
 * @throws FormatError where they are laid out or packed in another way, or parts are missing
 */
export function readDataBytes(
  bytes: Hdf5Bytes,
  messages: readonly Hdf5Message[],
  shape: Shape,
  elementBytes: number,
): Uint8Array {
  const layout = findMessage(messages, 'layout');
  if (!layout) throw new FormatError(worded('hdf5.noPlace'));
  const needed = elementCount(shape) * elementBytes;
  const cursor = hdf5Cursor(layout);
  const [version, kind] = [cursor.byte(), cursor.byte()];
  if (version !== 3 && version !== 4) throw new FormatError(worded('hdf5.layoutVersion', { version }));
  if (kind === 0) return exactly(cursor.bytes(cursor.uint16()), needed);
  if (kind === 1) {
    const [address, size] = [cursor.uint64(), cursor.uint64()];
    if (needed === 0) return new Uint8Array();
    if (address === nowhere) throw new FormatError(worded('hdf5.neverWritten'));
    return exactly(bytes.take(address, size), needed);
  }
  if (kind !== 2 || version === 4) throw new FormatError(worded('hdf5.layout'));
  const axes = cursor.byte() - 1;
  const tree = cursor.uint64();
  const chunk = Array.from({ length: axes }, () => cursor.uint32());
  if (axes !== shape.length || cursor.uint32() !== elementBytes) throw new FormatError(worded('hdf5.chunksMisfit'));
  const filters = readFilters(findMessage(messages, 'filters'));
  return readChunks(bytes, tree, { shape, chunk, elementBytes, filters });
}

function exactly(data: Buffer, needed: number): Uint8Array {
  if (data.length !== needed) throw new FormatError(worded('hdf5.dataBytes', { found: data.length, needed }));
  return data;
}

/** Numbers of the filters, in the order in which they were put on. */
function readFilters(message: Buffer | undefined): readonly number[] {
  if (!message) return [];
  const cursor = hdf5Cursor(message);
  const [version, count] = [cursor.byte(), cursor.byte()];
  if (version === 1) cursor.skip(6);
  return Array.from({ length: count }, () => {
    const id = cursor.uint16();
    const nameBytes = version === 1 || id >= 256 ? cursor.uint16() : 0;
    cursor.skip(2);
    const values = cursor.uint16();
    cursor.skip((version === 1 ? Math.ceil(nameBytes / 8) * 8 : nameBytes) + values * 4);
    if (version === 1 && values % 2 === 1) cursor.skip(4);
    if (id !== deflate && id !== shuffle) throw new FormatError(worded('hdf5.filter', { filter: id }));
    return id;
  });
}

interface Chunked {
  readonly shape: Shape;
  readonly chunk: Shape;
  readonly elementBytes: number;
  readonly filters: readonly number[];
}

function readChunks(bytes: Hdf5Bytes, tree: number, data: Chunked): Uint8Array {
  const { shape, chunk, elementBytes } = data;
  const chunkBytes = elementCount(chunk) * elementBytes;
  if (!(chunkBytes >= 1 && chunkBytes <= mostChunkBytes)) throw new FormatError(worded('hdf5.chunkSize'));
  const all = new Uint8Array(elementCount(shape) * elementBytes);
  const expected = shape.reduce((product, size, axis) => product * Math.ceil(size / (chunk[axis] as number)), 1);
  const seen = new Set<number>();
  let found = 0;
  function visit(address: number, depth: number): void {
    if (seen.has(address) || depth > mostDepth) throw new FormatError(worded('hdf5.chunkCircle'));
    seen.add(address);
    const node = bytes.from(address, 24);
    node.signature('TREE');
    if (node.byte() !== 1) throw new FormatError(worded('hdf5.noChunkTree'));
    const level = node.byte();
    const count = node.uint16();
    const entries = bytes.from(address + 24, count * (8 + (shape.length + 1) * 8 + 8));
    for (let index = 0; index < count; index++) {
      const [size, mask] = [entries.uint32(), entries.uint32()];
      const corner = Array.from({ length: shape.length + 1 }, () => entries.uint64());
      const child = entries.uint64();
      if (level > 0) visit(child, depth + 1);
      else {
        if (mask !== 0 || ++found > Math.min(expected, mostChunks)) throw new FormatError(worded('hdf5.chunksMisfit'));
        place(all, unpack(bytes.take(child, size), chunkBytes, data), corner.slice(0, -1), data);
      }
    }
  }
  if (expected > 0) visit(tree, 0);
  if (found !== expected) throw new FormatError(worded('hdf5.chunksMissing', { count: expected - found }));
  return all;
}

function unpack(packed: Uint8Array, chunkBytes: number, { filters, elementBytes }: Chunked): Uint8Array {
  let data = packed;
  for (const filter of filters.toReversed())
    data = filter === deflate ? inflate(data, chunkBytes) : unshuffle(data, elementBytes);
  if (data.length !== chunkBytes) throw new FormatError(worded('hdf5.chunkWrongSize'));
  return data;
}

function inflate(packed: Uint8Array, most: number): Uint8Array {
  try {
    return inflateSync(packed, { maxOutputLength: most });
  } catch (error) {
    throw new FormatError(worded('hdf5.chunkDamaged'), { cause: error });
  }
}

/** The first bytes of all numbers, then the second ones, and so on, back to whole numbers. */
function unshuffle(data: Uint8Array, elementBytes: number): Uint8Array {
  const count = Math.floor(data.length / elementBytes);
  // a copy: a Buffer's own slice would be the same memory
  const whole = Uint8Array.from(data);
  for (let index = 0; index < count; index++) {
    for (let byte = 0; byte < elementBytes; byte++)
      whole[index * elementBytes + byte] = data[byte * count + index] as number;
  }
  return whole;
}

/** Copies a chunk to its place; what stands out beyond the data set's edge is dropped. */
function place(all: Uint8Array, part: Uint8Array, corner: Shape, { shape, chunk, elementBytes }: Chunked): void {
  if (corner.some((at, axis) => at % (chunk[axis] as number) !== 0 || at >= (shape[axis] as number))) {
    throw new FormatError(worded('hdf5.chunkOutside'));
  }
  const rowLength = Math.min(chunk.at(-1) ?? 1, (shape.at(-1) ?? 1) - (corner.at(-1) ?? 0)) * elementBytes;
  const rows = elementCount(chunk.slice(0, -1));
  const rowBytes = (chunk.at(-1) ?? 1) * elementBytes;
  for (let row = 0; row < rows; row++) {
    let [rest, to, stride, inside] = [row, corner.at(-1) ?? 0, shape.at(-1) ?? 1, true];
    for (let axis = shape.length - 2; axis >= 0; axis--) {
      const size = chunk[axis] as number;
      const at = (corner[axis] as number) + (rest % size);
      rest = Math.floor(rest / size);
      inside &&= at < (shape[axis] as number);
      to += at * stride;
      stride *= shape[axis] as number;
    }
    if (inside) all.set(part.subarray(row * rowBytes, row * rowBytes + rowLength), to * elementBytes);
  }
}
