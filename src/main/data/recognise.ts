import { readdir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readImageHeader } from '../formats/image-header';
import { StudioError } from '../../shared/studio-error';
import { worded, type Told } from '../../shared/wording/worded';
import { isGzip, openByteSource, readBeginning } from './byte-source';
import { openCsvReader } from './csv-reader';
import { findIdxFolder, labelsBeside } from './idx-names';
import { openIdxReader } from './idx-reader';
import { openImageFolder } from './image-folder';
import type { ImageReader } from './image-reader';
import { openImageZip } from './image-zip';
import { openNpyReader } from './npy-reader';
import { isNpz, openNpzReader } from './npz-reader';
import { readingFailure, unreadable } from './unreadable';
import { openZipArchive } from '../formats/zip-archive';
import { toldBy } from '../formats/told-by';

export interface Readers {
  readonly training: ImageReader;
  readonly test: ImageReader | null;
}

const beginningBytes = 64;
/** A first member, or the end of an archive without members. */
const zipBeginnings = ['PK\x03\x04', 'PK\x05\x06'];

/**
 * Finds the reader for whatever lies at a path, by its content.
 *
 * @throws StudioError `data-set-unreadable`; AbortError
 */
export async function openReaders(path: string, signal: AbortSignal): Promise<Readers> {
  const stats = await stat(path).catch((error: unknown) => {
    throw unopened(path, toldBy(error), error);
  });
  if (stats.isDirectory()) return openFolder(path, signal);
  if (!stats.isFile()) throw unopened(path, worded('data.noFile'));
  return openFile(path);
}

function unopened(path: string, reason: Told, cause?: unknown): StudioError {
  return new StudioError('data-set-unreadable', worded('data.unopened', { path, reason }), { cause });
}

async function openFolder(folder: string, signal: AbortSignal): Promise<Readers> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw unopened(folder, toldBy(error), error);
  });
  const idx = findIdxFolder(folder, names);
  if (!idx) return { training: await openImageFolder(folder, signal), test: null };
  const name = basename(folder);
  return { training: await openIdxReader(name, idx.training), test: await openIdxReader(name, idx.test) };
}

async function openFile(file: string): Promise<Readers> {
  const format = await recogniseFile(file).catch((error: unknown) => {
    throw readingFailure(file, error);
  });
  switch (format) {
    case 'npy':
      return { training: await openNpyReader(file), test: null };
    case 'csv':
      return { training: await openCsvReader(file), test: null };
    case 'zip':
      return openArchive(file);
    case 'idx': {
      const files = { images: file, labels: await labelsBeside(file) };
      return { training: await openIdxReader(basename(file).replace(/\.gz$/, ''), files), test: null };
    }
    case 'picture':
      throw unreadable(file, worded('data.singlePicture'));
    case 'unknown':
      throw unreadable(file, worded('data.unknownFile'));
  }
}

async function recogniseFile(file: string): Promise<'npy' | 'csv' | 'zip' | 'idx' | 'picture' | 'unknown'> {
  const bytes = Buffer.from(await unpackedBeginning(file));
  const text = bytes.toString('latin1');
  if (zipBeginnings.some((beginning) => text.startsWith(beginning))) return 'zip';
  if (text.startsWith('\x93NUMPY')) return 'npy';
  if (text.startsWith('\0\0') || /ubyte/.test(basename(file))) return 'idx';
  if (isPicture(bytes)) return 'picture';
  return /^[\x20-\x7e\t\r\n]+$/.test(text) && /\d|,/.test(text) ? 'csv' : 'unknown';
}

async function unpackedBeginning(file: string): Promise<Uint8Array> {
  if (!(await isGzip(file))) return readBeginning(file, beginningBytes);
  const source = await openByteSource(file);
  try {
    return await source.peek(beginningBytes).then((bytes) => bytes.slice());
  } finally {
    await source.close();
  }
}

function isPicture(bytes: Uint8Array): boolean {
  try {
    return readImageHeader(bytes) !== null;
  } catch {
    // it begins like one; 64 bytes need not hold its size
    return true;
  }
}

async function openArchive(file: string): Promise<Readers> {
  if (!(await holdsArrays(file))) return { training: await openImageZip(file), test: null };
  const training = await openNpzReader(file, 'training');
  if (!training) throw unreadable(file, worded('data.noArray'));
  return { training, test: await openNpzReader(file, 'test') };
}

async function holdsArrays(file: string): Promise<boolean> {
  try {
    const archive = await openZipArchive(file);
    archive.close();
    return isNpz(archive.members.map(({ path }) => path));
  } catch (error) {
    throw readingFailure(file, error);
  }
}
