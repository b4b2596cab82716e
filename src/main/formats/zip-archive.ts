import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { FormatError } from './format-error';
import { systemErrorCode } from './write-failure';
import { worded } from '../../shared/wording/worded';

/** One file of an archive. */
export interface ZipMember {
  /** With `/` between folders. */
  readonly path: string;
  /** Unpacked. Bytes. */
  readonly size: number;
  /** Unpacked bytes as they are read; more or fewer than `size`, or a wrong checksum, is an error. */
  open(): AsyncIterable<Uint8Array>;
}

export interface ZipArchive {
  readonly members: readonly ZipMember[];
  close(): void;
}

const mostMembers = 5_000_000;

/**
 * Lists a ZIP archive strictly: names that leave the archive, names that come twice, encrypted members and members that
 * share bytes are refused before anything is unpacked.
 *
 * @param archive path of the file, or all its bytes
 * @throws FormatError with the member's name
 */
export async function openZipArchive(archive: string | Buffer): Promise<ZipArchive> {
  const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
  const opening = typeof archive === 'string' ? openPromise(archive, options) : fromBufferPromise(archive, options);
  const zip = await opening.catch(refuse);
  try {
    return { members: await readMembers(zip), close: () => zip.close() };
  } catch (error) {
    zip.close();
    return refuse(error);
  }
}

/** The reader's own errors are about the bytes; those of the system are not. */
function refuse(error: unknown): never {
  if (error instanceof FormatError || !(error instanceof Error) || systemErrorCode(error)?.startsWith('E')) throw error;
  throw new FormatError(worded('zip.damaged', { words: error.message }), { cause: error });
}

async function readMembers(zip: ZipFile): Promise<readonly ZipMember[]> {
  const members: ZipMember[] = [];
  const names = new Set<string>();
  let packedBytes = 0;
  if (zip.entryCount > mostMembers)
    throw new FormatError(worded('zip.members', { count: zip.entryCount, most: mostMembers }));
  for await (const entry of zip.eachEntry()) {
    const path = decodeName(entry);
    // composed and decomposed letters are one name on some systems
    const name = path.normalize('NFC');
    if (names.has(name)) throw new FormatError(worded('zip.twice', { member: shown(path) }));
    names.add(name);
    checkEntry(entry);
    packedBytes += entry.compressedSize;
    // members on top of each other make a small archive unpack to petabytes
    if (packedBytes > zip.fileSize) throw new FormatError(worded('zip.overlap', { member: shown(path) }));
    if (!path.endsWith('/')) members.push({ path, size: entry.uncompressedSize, open: () => unpack(zip, entry) });
  }
  return members;
}

async function* unpack(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let length = 0;
  let sum = 0;
  try {
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > entry.uncompressedSize) break;
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    refuse(error);
  }
  const name = shown(entry.fileName);
  if (length !== entry.uncompressedSize) {
    throw new FormatError(worded('zip.size', { member: name, bytes: entry.uncompressedSize }));
  }
  if (sum !== entry.crc32) throw new FormatError(worded('zip.checksum', { member: name }));
}

/** Many programs write UTF-8 without saying so; the format's own default, code page 437, is what they never mean. */
function decodeName({ fileNameRaw, fileName }: Entry): string {
  return isUtf8(fileNameRaw) ? fileNameRaw.toString('utf8') : fileName;
}

function checkEntry(entry: Entry): void {
  const name = shown(entry.fileName);
  if (entry.fileName.includes('\0')) throw new FormatError(worded('zip.zero', { member: name }));
  if (entry.isEncrypted()) throw new FormatError(worded('zip.encrypted', { member: name }));
  if (!entry.canDecodeFileData())
    throw new FormatError(worded('zip.method', { member: name, method: entry.compressionMethod }));
}

function shown(name: string): string {
  // oxlint-disable-next-line no-control-regex -- what a terminal would obey
  return name.replace(/[\x00-\x1f\x7f]/g, '?').slice(0, 200);
}

/** A whole member. @throws FormatError where it is damaged */
export async function readMember({ open }: ZipMember): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
