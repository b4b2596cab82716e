import { FormatError } from './format-error';
import { worded } from '../../shared/wording/worded';

/** Takes the arguments of opcodes out of a pickle's bytes. Every method throws FormatError where the bytes end. */
export interface PickleBytes {
  readonly position: () => number;
  byte(): number;
  uint16(): number;
  int32(): number;
  /** A length of 4 bytes. */
  uint32(): number;
  /** A length of 8 bytes. */
  uint64(): number;
  /** Big-endian, as the opcode has it. */
  float64(): number;
  take(length: number): Uint8Array;
  /** Up to the line feed, which is taken too. Latin-1. */
  line(): string;
}

const longestLine = 100_000;

export function pickleBytes(bytes: Uint8Array, start: number): PickleBytes {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  function step(length: number): number {
    const from = at;
    if (from + length > file.length) throw new FormatError(worded('pickle.cut'));
    at += length;
    return from;
  }
  return {
    position: () => at,
    byte: () => file.readUInt8(step(1)),
    uint16: () => file.readUInt16LE(step(2)),
    int32: () => file.readInt32LE(step(4)),
    uint32: () => file.readUInt32LE(step(4)),
    uint64: () => Number(file.readBigUInt64LE(step(8))),
    float64: () => file.readDoubleBE(step(8)),
    take: (length) => {
      const from = step(length);
      return file.subarray(from, from + length);
    },
    line: () => {
      const end = file.subarray(at, at + longestLine).indexOf(0x0a);
      if (end < 0) throw new FormatError(worded('pickle.line'));
      const from = step(end + 1);
      return file.toString('latin1', from, from + end);
    },
  };
}

/** Little-endian two's complement of any length, as LONG1 has it. */
export function longOf(bytes: Uint8Array): number | bigint {
  let value = 0n;
  for (const byte of bytes.toReversed()) value = value * 256n + BigInt(byte);
  const last = bytes.at(-1) ?? 0;
  if (last >= 0x80) value -= 1n << BigInt(8 * bytes.length);
  return safeNumber(value);
}

/** A decimal line, as INT and LONG have it. */
export function decimalOf(line: string): number | bigint {
  const digits = /^([+-]?\d{1,40})L?$/.exec(line)?.[1];
  if (digits === undefined) throw new FormatError(worded('pickle.number'));
  return safeNumber(BigInt(digits));
}

function safeNumber(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
