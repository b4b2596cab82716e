import { FormatError } from './format-error';
import { worded } from '../../shared/wording/worded';

/** Bytes of an HDF5 file with its sizes of addresses and lengths; every read is checked against the file's end. */
export interface Hdf5Bytes {
  /** Of the file. Bytes. */
  readonly size: number;
  take(address: number, length: number): Buffer;
  /** A reader that moves on. */
  from(address: number, length: number): Hdf5Cursor;
}

/** Little-endian numbers, one behind the other. Every method throws FormatError beyond the end. */
export interface Hdf5Cursor {
  readonly position: () => number;
  readonly left: () => number;
  byte(): number;
  uint16(): number;
  uint32(): number;
  /** A length of 8 bytes, or an address; `nowhere` where it is undefined. */
  uint64(): number;
  bytes(length: number): Buffer;
  skip(length: number): void;
  /** Checks four letters. */
  signature(expected: string): void;
}

/** What all bits of an address mean. */
export const nowhere = Number.MAX_SAFE_INTEGER;
const allBits = 0xffff_ffff_ffff_ffffn;

export function hdf5Bytes(file: Buffer): Hdf5Bytes {
  function take(address: number, length: number): Buffer {
    if (
      !Number.isSafeInteger(address) ||
      !Number.isSafeInteger(length) ||
      length < 0 ||
      address + length > file.length
    ) {
      throw new FormatError(worded('hdf5.beyondEnd'));
    }
    return file.subarray(address, address + length);
  }
  return { size: file.length, take, from: (address, length) => hdf5Cursor(take(address, length)) };
}

export function hdf5Cursor(bytes: Buffer): Hdf5Cursor {
  let at = 0;
  function step(length: number): number {
    if (!(length >= 0 && at + length <= bytes.length)) throw new FormatError(worded('hdf5.partCut'));
    at += length;
    return at - length;
  }
  function uint64(): number {
    const value = bytes.readBigUInt64LE(step(8));
    if (value === allBits) return nowhere;
    if (value >= BigInt(nowhere)) throw new FormatError(worded('hdf5.sizeTooLarge'));
    return Number(value);
  }
  return {
    position: () => at,
    left: () => bytes.length - at,
    byte: () => bytes.readUInt8(step(1)),
    uint16: () => bytes.readUInt16LE(step(2)),
    uint32: () => bytes.readUInt32LE(step(4)),
    uint64,
    bytes: (length) => bytes.subarray(step(length), at),
    skip: (length) => void step(length),
    signature: (expected) => {
      if (bytes.toString('latin1', step(expected.length), at) !== expected) {
        throw new FormatError(worded('hdf5.partBegins', { expected }));
      }
    },
  };
}
