import { crc32 } from 'node:zlib';

/** Where an archive goes; an `AtomicFile` is one. */
export interface ArchiveSink {
  append(bytes: Uint8Array): Promise<void>;
  /** Writes over bytes that were appended. */
  overwrite(bytes: Uint8Array, position: number): Promise<void>;
}

export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  /** Bytes; as many as all chunks together. */
  readonly size: number;
  readonly chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** In local time, to two seconds; 1980 if left out, so that equal contents give equal files. */
  readonly modified?: Date;
  /** The data begin at a multiple of so many bytes; 1 if left out. */
  readonly alignment?: number;
}

export interface ZipWriter {
  /** @throws TypeError where the chunks are not as many bytes as was said, or the name is too long */
  add(entry: ZipEntry): Promise<void>;
  /** Writes the list of all entries: the archive is whole then. */
  finish(): Promise<void>;
}

const localSignature = 0x04034b50;
const listedSignature = 0x02014b50;
const endSignature = 0x06054b50;
const largeEndSignature = 0x06064b50;
const largeEndPlaceSignature = 0x07064b50;
/** A field of 32 or 16 bits that says: look into the ZIP64 field. */
const inLargeField = 0xffff_ffff;
const inLargeCount = 0xffff;
/** 4.5 is what knows ZIP64. */
const version = 45;
const namesAreUtf8 = 0x0800;
/** Made on Unix; a plain file that its owner may write and everyone read. */
const plainFile = 0o100644;
const checksumPlace = 14;

/** What the list at the end says of an entry. */
interface Listed {
  readonly name: Buffer;
  readonly size: number;
  readonly checksum: number;
  readonly offset: number;
  readonly stamp: Stamp;
}

interface Stamp {
  readonly time: number;
  readonly date: number;
}

/**
 * Writes a ZIP archive of uncompressed entries as it comes, after PKWARE's APPNOTE 6.3.10, with ZIP64 fields where sizes,
 * places or counts need them.
 */
export function createStoredZip(sink: ArchiveSink): ZipWriter {
  const listed: Listed[] = [];
  let position = 0;
  const append = async (bytes: Uint8Array): Promise<void> => {
    await sink.append(bytes);
    position += bytes.length;
  };

  return {
    add: async ({ name, size, chunks, modified, alignment = 1 }) => {
      const offset = position;
      const encoded = Buffer.from(name, 'utf8');
      if (encoded.length > 0xffff)
        throw new TypeError(`The name ${name.slice(0, 100)}… is too long for a ZIP archive.`);
      const stamp = stampOf(modified);
      await append(localHeader({ name: encoded, size, stamp, offset, alignment }));
      let checksum = 0;
      let written = 0;
      for await (const chunk of chunks) {
        checksum = crc32(chunk, checksum);
        written += chunk.length;
        await append(chunk);
      }
      if (written !== size) throw new TypeError(`"${name}" has ${written} bytes but was said to have ${size}.`);
      // known only now that the bytes have gone by
      await sink.overwrite(uint32(checksum), offset + checksumPlace);
      listed.push({ name: encoded, size, checksum, offset, stamp });
    },
    finish: async () => {
      const start = position;
      for (const entry of listed) await append(listedHeader(entry));
      await append(endRecords(listed.length, start, position - start));
    },
  };
}

interface LocalEntry extends Pick<Listed, 'name' | 'size' | 'stamp' | 'offset'> {
  readonly alignment: number;
}

function localHeader({ name, size, stamp, offset, alignment }: LocalEntry): Buffer {
  const large = size >= inLargeField ? largeField([size, size]) : Buffer.alloc(0);
  const fixed = 30;
  const padding = paddingField(offset + fixed + name.length + large.length, alignment);
  const header = Buffer.alloc(fixed);
  header.writeUInt32LE(localSignature, 0);
  writeVersionAndTime(header, 4, stamp);
  // the checksum, zero for the moment, lies between time and sizes
  header.writeUInt32LE(Math.min(size, inLargeField), 18);
  header.writeUInt32LE(Math.min(size, inLargeField), 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(large.length + padding.length, 28);
  return Buffer.concat([header, name, large, padding]);
}

function listedHeader({ name, size, checksum, offset, stamp }: Listed): Buffer {
  const numbers = [...(size >= inLargeField ? [size, size] : []), ...(offset >= inLargeField ? [offset] : [])];
  const large = numbers.length > 0 ? largeField(numbers) : Buffer.alloc(0);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(listedSignature, 0);
  header.writeUInt16LE((3 << 8) | version, 4);
  writeVersionAndTime(header, 6, stamp);
  header.writeUInt32LE(checksum, 16);
  header.writeUInt32LE(Math.min(size, inLargeField), 20);
  header.writeUInt32LE(Math.min(size, inLargeField), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(large.length, 30);
  header.writeUInt32LE(plainFile * 0x1_0000, 38);
  header.writeUInt32LE(Math.min(offset, inLargeField), 42);
  return Buffer.concat([header, name, large]);
}

/** Version, flags, method (0 = stored), time and date lie side by side in both kinds of header. */
function writeVersionAndTime(header: Buffer, at: number, { time, date }: Stamp): void {
  header.writeUInt16LE(version, at);
  header.writeUInt16LE(namesAreUtf8, at + 2);
  header.writeUInt16LE(time, at + 6);
  header.writeUInt16LE(date, at + 8);
}

function endRecords(count: number, start: number, size: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(Math.min(count, inLargeCount), 8);
  end.writeUInt16LE(Math.min(count, inLargeCount), 10);
  end.writeUInt32LE(Math.min(size, inLargeField), 12);
  end.writeUInt32LE(Math.min(start, inLargeField), 16);
  if (count < inLargeCount && size < inLargeField && start < inLargeField) return end;
  const large = Buffer.alloc(56);
  large.writeUInt32LE(largeEndSignature, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE((3 << 8) | version, 12);
  large.writeUInt16LE(version, 14);
  for (const [index, number] of [count, count, size, start].entries()) {
    large.writeBigUInt64LE(BigInt(number), 24 + 8 * index);
  }
  const place = Buffer.alloc(20);
  place.writeUInt32LE(largeEndPlaceSignature, 0);
  place.writeBigUInt64LE(BigInt(start + size), 8);
  place.writeUInt32LE(1, 16);
  return Buffer.concat([large, place, end]);
}

/** The ZIP64 field. */
function largeField(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  for (const [index, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 4 + 8 * index);
  return field;
}

/** A field that means nothing, as PyTorch's own writer has it: `FB`, its length, and bytes up to the next multiple. */
function paddingField(position: number, alignment: number): Buffer {
  if (alignment === 1) return Buffer.alloc(0);
  const header = 4;
  const filling = (alignment - ((position + header) % alignment)) % alignment;
  const field = Buffer.alloc(header + filling, 'Z');
  field.write('FB', 0, 'latin1');
  field.writeUInt16LE(filling, 2);
  return field;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** MS-DOS: seconds in twos, years from 1980 to 2107. */
function stampOf(moment: Date | undefined): Stamp {
  if (moment === undefined || moment.getFullYear() < 1980) return { time: 0, date: (1 << 5) | 1 };
  const year = Math.min(moment.getFullYear(), 2107) - 1980;
  return {
    time: (moment.getHours() << 11) | (moment.getMinutes() << 5) | (moment.getSeconds() >> 1),
    date: (year << 9) | ((moment.getMonth() + 1) << 5) | moment.getDate(),
  };
}
