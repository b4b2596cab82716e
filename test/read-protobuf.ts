/** A field of a protocol buffer as it lies on the wire. */
export interface WireField {
  readonly field: number;
  /** Whole numbers of 64 bits, raw bytes of fixed ones, or the bytes of text, messages and packed numbers. */
  readonly value: bigint | Buffer;
}

/** Reads the fields of one message; throws where the bytes are none. */
export function readMessage(bytes: Uint8Array): readonly WireField[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: WireField[] = [];
  for (let place = 0; place < buffer.length;) {
    const tag = readVarint(buffer, place);
    const [field, wire] = [Number(tag.value >> 3n), Number(tag.value & 7n)];
    const read = readValue(buffer, tag.end, wire);
    if (read.end > buffer.length) throw new Error(`Field ${field} is cut short.`);
    fields.push({ field, value: read.value });
    place = read.end;
  }
  return fields;
}

/** All values of a field that are messages, texts or packed numbers. */
export function bytesOf(fields: readonly WireField[], field: number): readonly Buffer[] {
  return fields.flatMap(({ field: own, value }) => (own === field && typeof value !== 'bigint' ? [value] : []));
}

/** Packed whole numbers; none where the field is left out. */
export function packed(fields: readonly WireField[], field: number): readonly number[] {
  return bytesOf(fields, field).flatMap((bytes) => {
    const numbers: number[] = [];
    for (let place = 0; place < bytes.length;) {
      const { value, end } = readVarint(bytes, place);
      numbers.push(Number(value));
      place = end;
    }
    return numbers;
  });
}

function readValue(buffer: Buffer, start: number, wire: number): { value: bigint | Buffer; end: number } {
  if (wire === 0) return readVarint(buffer, start);
  if (wire === 5) return { value: buffer.subarray(start, start + 4), end: start + 4 };
  if (wire === 1) return { value: buffer.subarray(start, start + 8), end: start + 8 };
  if (wire !== 2) throw new Error(`There is no wire type ${wire} here.`);
  const { value, end } = readVarint(buffer, start);
  return { value: buffer.subarray(end, end + Number(value)), end: end + Number(value) };
}

function readVarint(buffer: Buffer, start: number): { value: bigint; end: number } {
  let value = 0n;
  for (let place = start; place < buffer.length; place++) {
    const byte = buffer[place] ?? 0;
    value |= BigInt(byte & 127) << BigInt(7 * (place - start));
    if (byte < 128) return { value, end: place + 1 };
  }
  throw new Error('A number is cut short.');
}
