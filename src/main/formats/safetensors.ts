import { elementCount, formatShape, type NamedTensor } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { FormatError } from './format-error';
import { parseStrictJson } from './strict-json';

/** The safetensors format, https://huggingface.co/docs/safetensors: a JSON header, then the numbers, little-endian. */
export interface SafetensorsContent {
  /** In the order of the header. */
  readonly tensors: readonly NamedTensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

const codeOf = { float32: 'F32', int32: 'I32', uint8: 'U8' } as const;
const kinds = {
  F32: { dtype: 'float32', bytes: 4, array: Float32Array },
  I32: { dtype: 'int32', bytes: 4, array: Int32Array },
  U8: { dtype: 'uint8', bytes: 1, array: Uint8Array },
} as const;
type DtypeCode = keyof typeof kinds;
const sizesOfOurs: Readonly<Record<DtypeCode, number>> = { F32: 4, I32: 4, U8: 1 };

const lengthBytes = 8;
const alignment = 8;
const maximumHeaderBytes = 16 * 1024 * 1024;
const maximumAxes = 16;
const metadataName = '__metadata__';
const forbiddenNames: readonly string[] = [metadataName, '__proto__'];

/**
 * One file's bytes. The header is padded to a multiple of 8 bytes, four-byte numbers come before single bytes, so
 * that every tensor is aligned.
 *
 * @throws TypeError where names repeat or sizes and shapes disagree: a mistake of the caller
 */
export function encodeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const header = new Map<string, object>();
  if (Object.keys(metadata).some((key) => key === '__proto__')) throw new TypeError('Metadata cannot hold __proto__.');
  header.set(metadataName, metadata);
  const placed = placeTensors(tensors);
  for (const tensor of tensors) {
    if (header.has(tensor.name) || forbiddenNames.includes(tensor.name)) {
      throw new TypeError(`Two tensors are named "${tensor.name}", or the name is reserved.`);
    }
    const begin = placed.begins.get(tensor) as number;
    const offsets = [begin, begin + tensor.data.byteLength];
    header.set(tensor.name, { dtype: codeOf[tensor.dtype], shape: tensor.shape, data_offsets: offsets });
  }
  const text = Buffer.from(JSON.stringify(Object.fromEntries(header)), 'utf8');
  const headerBytes = Math.ceil(text.length / alignment) * alignment;
  if (headerBytes > maximumHeaderBytes) throw new TypeError(`A header of ${headerBytes} bytes is too large.`);
  const file = Buffer.alloc(lengthBytes + headerBytes + placed.bytes);
  file.writeBigUInt64LE(BigInt(headerBytes));
  file.fill(' ', lengthBytes, lengthBytes + headerBytes);
  file.set(text, lengthBytes);
  for (const [{ data }, begin] of placed.begins) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), lengthBytes + headerBytes + begin);
  }
  return file;
}

function placeTensors(tensors: readonly NamedTensor[]): { begins: ReadonlyMap<NamedTensor, number>; bytes: number } {
  const begins = new Map<NamedTensor, number>();
  let bytes = 0;
  for (const wide of [true, false]) {
    for (const tensor of tensors) {
      const kind = kinds[codeOf[tensor.dtype]];
      if (wide !== kind.bytes > 1) continue;
      if (!(tensor.data instanceof kind.array) || tensor.data.length !== elementCount(tensor.shape)) {
        throw new TypeError(`"${tensor.name}" is not ${tensor.dtype} of shape ${formatShape(tensor.shape)}.`);
      }
      begins.set(tensor, bytes);
      bytes += tensor.data.byteLength;
    }
  }
  return { begins, bytes };
}

/**
 * Reads one file's bytes of our own kinds of numbers: every byte must belong to exactly one tensor.
 *
 * @throws FormatError with the reason
 */
export function decodeSafetensors(bytes: Uint8Array): SafetensorsContent {
  const { entries, data, metadata } = parseSafetensors(bytes, sizesOfOurs);
  return { tensors: entries.map((entry) => readTensor(entry, data)), metadata };
}

/** A file's header, checked against its bytes. */
export interface SafetensorsLayout<Code extends string> {
  /** In the order of the header. */
  readonly entries: readonly SafetensorsEntry<Code>[];
  /** What follows the header. */
  readonly data: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * @param sizes bytes of a number, for each code that is read
 * @throws FormatError with the reason
 */
export function parseSafetensors<Code extends string>(
  bytes: Uint8Array,
  sizes: Readonly<Record<Code, number>>,
): SafetensorsLayout<Code> {
  const { header, data } = splitFile(bytes);
  const described = Object.entries(header).filter(([name]) => name !== metadataName);
  const entries = described.map(([name, entry]) => readEntry(name, entry, sizes));
  checkLayout(entries, data.length);
  return { entries, data, metadata: readMetadata(header) };
}

function splitFile(bytes: Uint8Array): { header: Record<string, unknown>; data: Uint8Array } {
  if (bytes.length < lengthBytes) throw new FormatError(worded('tensors.onlyBytes', { bytes: bytes.length }));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > maximumHeaderBytes) throw new FormatError(worded('tensors.headerClaims', { bytes: String(length) }));
  const start = lengthBytes + Number(length);
  if (start > bytes.length) throw new FormatError(worded('tensors.headerCut', { bytes: String(length) }));
  const raw = bytes.subarray(lengthBytes, start);
  if (raw[0] !== '{'.charCodeAt(0)) throw new FormatError(worded('tensors.headerBrace'));
  const header = parseStrictJson(decodeText(raw));
  if (!isObject(header)) throw new FormatError(worded('tensors.headerNoObject'));
  return { header, data: bytes.subarray(start) };
}

function decodeText(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch (error) {
    throw new FormatError(worded('tensors.headerNoText'), { cause: error });
  }
}

export interface SafetensorsEntry<Code extends string> {
  readonly name: string;
  readonly code: Code;
  readonly shape: readonly number[];
  /** Among the bytes that follow the header. */
  readonly begin: number;
  readonly end: number;
}

function readEntry<Code extends string>(
  name: string,
  entry: unknown,
  sizes: Readonly<Record<Code, number>>,
): SafetensorsEntry<Code> {
  if (!isObject(entry)) throw new FormatError(worded('tensors.entryNoObject', { name }));
  const { dtype, shape, data_offsets: offsets, ...others } = entry;
  const surplus = Object.keys(others)[0];
  if (surplus !== undefined) throw new FormatError(worded('tensors.entryField', { name, field: surplus }));
  if (!isCodeOf(dtype, sizes)) {
    throw new FormatError(
      worded('tensors.dtype', { name, dtype: JSON.stringify(dtype), known: Object.keys(sizes).join(', ') }),
    );
  }
  if (!isSizes(shape) || shape.length > maximumAxes) throw new FormatError(worded('tensors.shape', { name }));
  if (!isSizes(offsets) || offsets.length !== 2) throw new FormatError(worded('tensors.offsets', { name }));
  const [begin, end] = offsets as readonly [number, number];
  const needed = elementCount(shape) * sizes[dtype];
  if (end - begin !== needed) {
    throw new FormatError(worded('tensors.bytes', { name, shape: formatShape(shape), needed, found: end - begin }));
  }
  return { name, code: dtype, shape, begin, end };
}

/** Tensors must follow each other without gap or overlap, up to the end of the file. */
function checkLayout(entries: readonly SafetensorsEntry<string>[], dataBytes: number): void {
  let position = 0;
  for (const { name, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < position) throw new FormatError(worded('tensors.overlap', { name }));
    if (begin > position) throw new FormatError(worded('tensors.gap', { bytes: begin - position, name }));
    position = end;
  }
  if (position !== dataBytes) {
    throw new FormatError(worded('tensors.dataBytes', { needed: position, found: dataBytes }));
  }
}

function readTensor({ name, code, shape, begin, end }: SafetensorsEntry<DtypeCode>, data: Uint8Array): NamedTensor {
  const kind = kinds[code];
  // a copy: the file's bytes may lie unaligned, and must not live as long as one small tensor
  const own = new Uint8Array(end - begin);
  own.set(data.subarray(begin, end));
  return { name, dtype: kind.dtype, shape, data: new kind.array(own.buffer) };
}

function readMetadata(header: Record<string, unknown>): Readonly<Record<string, string>> {
  const metadata = header[metadataName] ?? {};
  if (!isObject(metadata)) throw new FormatError(worded('tensors.metadataNoObject'));
  for (const [key, value] of Object.entries(metadata)) {
    if (typeof value !== 'string') throw new FormatError(worded('tensors.metadataNoText', { key }));
  }
  return metadata as Record<string, string>;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCodeOf<Code extends string>(value: unknown, sizes: Readonly<Record<Code, number>>): value is Code {
  return typeof value === 'string' && Object.hasOwn(sizes, value);
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
