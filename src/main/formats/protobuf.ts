/**
 * A writer for the protocol buffers wire format: just what messages need that are built once and never read back here.
 * https://protobuf.dev/programming-guides/encoding/
 */
export interface MessageWriter {
  /** A whole number, also for enums; negative ones take ten bytes as two's complement of 64 bits. */
  integer(field: number, value: number): MessageWriter;
  boolean(field: number, value: boolean): MessageWriter;
  float(field: number, value: number): MessageWriter;
  double(field: number, value: number): MessageWriter;
  text(field: number, value: string): MessageWriter;
  bytes(field: number, value: Uint8Array): MessageWriter;
  /** A nested message, or one entry of a repeated one. */
  message(field: number, value: MessageWriter): MessageWriter;
  /** Repeated integers in one packed field. */
  integers(field: number, values: readonly number[]): MessageWriter;
  /** Repeated floats in one packed field. */
  floats(field: number, values: readonly number[]): MessageWriter;
  /** The finished bytes. */
  finish(): Uint8Array;
}

const wireVarint = 0;
const wireFixed64 = 1;
const wireBytes = 2;
const wireFixed32 = 5;

export function message(): MessageWriter {
  const parts: Uint8Array[] = [];

  const writer: MessageWriter = {
    integer(field, value) {
      parts.push(tag(field, wireVarint), varint(value));
      return writer;
    },
    boolean: (field, value) => writer.integer(field, value ? 1 : 0),
    float(field, value) {
      parts.push(tag(field, wireFixed32), littleEndian([value]));
      return writer;
    },
    double(field, value) {
      const bytes = new Uint8Array(8);
      new DataView(bytes.buffer).setFloat64(0, value, true);
      parts.push(tag(field, wireFixed64), bytes);
      return writer;
    },
    text: (field, value) => writer.bytes(field, new TextEncoder().encode(value)),
    bytes(field, value) {
      parts.push(tag(field, wireBytes), varint(value.length), value);
      return writer;
    },
    message: (field, value) => writer.bytes(field, value.finish()),
    integers: (field, values) => writer.bytes(field, join(values.map(varint))),
    floats: (field, values) => writer.bytes(field, littleEndian(values)),
    finish: () => join(parts),
  };
  return writer;
}

function littleEndian(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [index, value] of values.entries()) view.setFloat32(4 * index, value, true);
  return new Uint8Array(view.buffer);
}

function tag(field: number, wireType: number): Uint8Array {
  return varint(field * 8 + wireType);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
