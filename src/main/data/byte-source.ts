import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FormatError } from '../formats/format-error';
import { worded } from '../../shared/wording/worded';

/** Bytes that arrive in order and are asked for in pieces of any size. */
export interface ByteSource {
  /** The next bytes without taking them: fewer than `length` only where the source ends. */
  peek(length: number): Promise<Uint8Array>;
  /** @throws FormatError where the source ends before */
  take(length: number): Promise<Uint8Array>;
  /** Whatever arrived, at least a byte; empty at the end. */
  takeSome(): Promise<Uint8Array>;
  /** Stops reading; the file is closed. */
  close(): Promise<void>;
}

const chunkBytes = 256 * 1024;
const freeBytes = 64 * 1024 * 1024;
const mostGrowth = 200;

/** @param chunks may end early by an error, which then comes out of the call that needs those bytes */
export function byteSource(chunks: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let taken = 0;

  async function fill(length: number): Promise<void> {
    while (heldBytes < length) {
      const next = await iterator.next();
      if (next.done === true) return;
      held.push(next.value);
      heldBytes += next.value.length;
    }
  }
  function joined(): Uint8Array {
    const [only] = held;
    const all = held.length === 1 && only ? only : Buffer.concat(held);
    held = [all];
    return all;
  }
  function remove(length: number): Uint8Array {
    const all = joined();
    held = length < all.length ? [all.subarray(length)] : [];
    heldBytes -= length;
    taken += length;
    return all.subarray(0, length);
  }
  return {
    async peek(length) {
      await fill(length);
      return joined().subarray(0, length);
    },
    async take(length) {
      await fill(length);
      if (heldBytes < length) {
        throw new FormatError(worded('bytes.endsEarly', { found: taken + heldBytes, needed: taken + length }));
      }
      return remove(length);
    },
    async takeSome() {
      await fill(1);
      return remove(heldBytes);
    },
    async close() {
      await iterator.return?.();
    },
  };
}

/** The bytes of a file; those of a gzip file come unpacked. */
export async function openByteSource(file: string, signal?: AbortSignal): Promise<ByteSource> {
  const packed = await isGzip(file);
  const stream = createReadStream(file, { highWaterMark: chunkBytes, ...(signal ? { signal } : {}) });
  if (!packed) return byteSource(stream);
  return byteSource(unpack(stream));
}

/**
 * Refuses a bomb: more than `freeBytes` out of less than a `mostGrowth`-th of it. Pixels of real pictures shrink to a
 * tenth at best.
 */
async function* unpack(stream: ReadStream): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  let bytes = 0;
  // an error of either ends the loop below
  pipeline(stream, gunzip, () => undefined);
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > freeBytes && bytes > stream.bytesRead * mostGrowth) {
        throw new FormatError(worded('bytes.unpacksTooMuch', { growth: mostGrowth }));
      }
      yield chunk;
    }
  } finally {
    stream.destroy();
  }
}

export async function isGzip(file: string): Promise<boolean> {
  const beginning = await readBeginning(file, 2);
  return beginning[0] === 0x1f && beginning[1] === 0x8b;
}

/** The first bytes of a file; fewer where it is shorter. */
export async function readBeginning(file: string, length: number): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
