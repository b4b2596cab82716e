import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBufferPromise, fromRandomAccessReaderPromise, RandomAccessReader, type Entry } from 'yauzl';
import { createStoredZip, type ArchiveSink, type ZipEntry } from '../../../../src/main/formats/stored-zip';

/** Bytes in memory, as an atomic file has them on the disk. */
function memorySink(): ArchiveSink & { bytes(): Buffer } {
  let space = Buffer.alloc(1 << 16);
  let size = 0;
  return {
    append: (bytes) => {
      while (size + bytes.length > space.length) space = Buffer.concat([space, Buffer.alloc(space.length)]);
      space.set(bytes, size);
      size += bytes.length;
      return Promise.resolve();
    },
    overwrite: (bytes, position) => Promise.resolve(space.set(bytes, position)),
    bytes: () => space.subarray(0, size),
  };
}

async function archive(entries: readonly ZipEntry[]): Promise<Buffer> {
  const sink = memorySink();
  const zip = createStoredZip(sink);
  for (const entry of entries) await zip.add(entry);
  await zip.finish();
  return sink.bytes();
}

const entryOf = (name: string, data: Uint8Array): ZipEntry => ({ name, size: data.length, chunks: [data] });

interface Read {
  readonly entry: Entry;
  readonly data: Buffer;
}

/** Everything in an archive, as yauzl reads it, checksums included. */
async function readBack(bytes: Buffer): Promise<readonly Read[]> {
  const zip = await fromBufferPromise(bytes, { strictFileNames: true });
  const found: Read[] = [];
  for await (const entry of zip.eachEntry()) {
    found.push({ entry, data: await buffer(await zip.openReadStreamPromise(entry)) });
  }
  return found;
}

describe('a stored archive', () => {
  test('gives back what was put in, in its order, whatever the names and lengths', async () => {
    const files = fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-zß漢][a-z0-9 /ß漢]{0,20}[a-z0-9]$/),
        data: fc.uint8Array({ maxLength: 300 }),
      }),
      { selector: ({ name }) => name, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(files, async (entries) => {
        const read = await readBack(await archive(entries.map(({ name, data }) => entryOf(name, data))));
        expect(read.map(({ entry, data }) => ({ name: entry.fileName, data: new Uint8Array(data) }))).toEqual(entries);
      }),
    );
  });

  test('takes an entry in pieces, as a stream gives them', async () => {
    const pieces = [Buffer.from('one '), Buffer.from('two '), Buffer.from('three')];
    const entry: ZipEntry = { name: 'a.txt', size: 13, chunks: Readable.from(pieces) };
    expect((await readBack(await archive([entry])))[0]?.data.toString()).toBe('one two three');
  });

  test('keeps the time of an entry to two seconds, and 1980 where none is given', async () => {
    const modified = new Date(2026, 10, 21, 13, 45, 58);
    const read = await readBack(
      await archive([{ ...entryOf('a', Buffer.from('a')), modified }, entryOf('b', Buffer.from('b'))]),
    );
    expect(read.map(({ entry }) => entry.getLastModDate({ timezone: 'local' }))).toEqual([
      modified,
      new Date(1980, 0, 1),
    ]);
  });

  test('begins the data where their alignment says', async () => {
    const entries = ['a', 'bb', 'ccc', 'a/long/name'].map((name, index): ZipEntry => {
      return { ...entryOf(name, new Uint8Array(index * 37 + 1).fill(index + 1)), alignment: 64 };
    });
    const bytes = await archive(entries);
    for (const [index, { entry }] of (await readBack(bytes)).entries()) {
      const nameLength = bytes.readUInt16LE(entry.relativeOffsetOfLocalHeader + 26);
      const extraLength = bytes.readUInt16LE(entry.relativeOffsetOfLocalHeader + 28);
      const start = entry.relativeOffsetOfLocalHeader + 30 + nameLength + extraLength;
      expect(start % 64).toBe(0);
      expect(bytes[start]).toBe(index + 1);
    }
  });

  test('of nothing is an archive of nothing', async () => {
    expect(await readBack(await archive([]))).toEqual([]);
  });

  test('refuses an entry that is not as long as was said', async () => {
    const entry: ZipEntry = { name: 'a', size: 4, chunks: [Buffer.from('abc')] };
    await expect(archive([entry])).rejects.toThrow('"a" has 3 bytes but was said to have 4.');
  });
});

/** Remembers what is not a long row of zeros. */
class SparseFile extends RandomAccessReader implements ArchiveSink {
  readonly #parts: { readonly start: number; readonly bytes: Buffer }[] = [];
  size = 0;

  append(bytes: Uint8Array): Promise<void> {
    if (bytes !== zeros) this.#parts.push({ start: this.size, bytes: Buffer.from(bytes) });
    this.size += bytes.length;
    return Promise.resolve();
  }

  overwrite(bytes: Uint8Array, position: number): Promise<void> {
    for (const { start, bytes: own } of this.#parts) {
      if (position >= start && position < start + own.length) own.set(bytes, position - start);
    }
    return Promise.resolve();
  }

  override _readStreamForRange(from: number, to: number): Readable {
    const range = Buffer.alloc(to - from);
    for (const { start, bytes } of this.#parts) {
      const [low, high] = [Math.max(from, start), Math.min(to, start + bytes.length)];
      if (low < high) bytes.copy(range, low - from, low - start, high - start);
    }
    return Readable.from([range]);
  }
}

const zeros = new Uint8Array(2 ** 26);

describe('an archive beyond what 32 bits hold', () => {
  test('tells sizes and places of more than 4 GiB', async () => {
    const file = new SparseFile();
    const zip = createStoredZip(file);
    const size = 65 * zeros.length;
    const large = function* (): Generator<Uint8Array> {
      for (let written = 0; written < size; written += zeros.length) yield zeros;
    };
    await zip.add({ name: 'large', size, chunks: large() });
    await zip.add(entryOf('behind', Buffer.from('it')));
    await zip.finish();
    const read = await fromRandomAccessReaderPromise(file, file.size, { autoClose: false });
    const entries: Entry[] = [];
    for await (const entry of read.eachEntry()) entries.push(entry);
    expect(entries.map(({ fileName, uncompressedSize }) => [fileName, uncompressedSize])).toEqual([
      ['large', size],
      ['behind', 2],
    ]);
    const [, behind] = entries;
    if (!behind) throw new Error('There is no second entry.');
    expect(behind.relativeOffsetOfLocalHeader).toBeGreaterThan(2 ** 32);
    expect((await buffer(await read.openReadStreamPromise(behind))).toString()).toBe('it');
  });

  test('counts more than 65,535 entries', async () => {
    const count = 65_540;
    const bytes = await archive(Array.from({ length: count }, (_, index) => entryOf(`${index}`, new Uint8Array(0))));
    const zip = await fromBufferPromise(bytes, {});
    expect(zip.entryCount).toBe(count);
    let last = '';
    for await (const entry of zip.eachEntry()) last = entry.fileName;
    expect(last).toBe(String(count - 1));
  });
});
