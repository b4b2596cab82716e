import { closeSync, futimesSync, openSync, readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { parseStrictJson } from '../formats/strict-json';
import { systemErrorCode } from '../formats/write-failure';
import { toldBy } from '../formats/told-by';
import type { Labels } from '../../shared/labels';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import type { ImageFacts, Images, StoredPixels } from './image-set';
import { headerPlace, packedHeaderSchema, packedMagic, pixelStart, type PackedHeader } from './packed-header';
import { openReadAhead } from './read-ahead';

/** Pixels of a set that is kept in memory as a whole. Bytes. */
export const keptInMemory = 256 * 1024 * 1024;
/** A packed file that is read from is marked as used at least this often. Milliseconds. */
export const useInterval = 10 * 60 * 1000;
const mostHeaderBytes = 64 * 1024 * 1024;

export interface PackedImages {
  readonly images: Images;
  readonly header: PackedHeader;
}

/**
 * Opens a packed file; small ones are read whole, of others only labels. Its time of change becomes that of its latest
 * use.
 *
 * @param source what `recipe.data.source` says
 * @param mostInMemory larger sets are read from the file as they are needed. Bytes
 * @returns null where there is none of this key, or a damaged one: it is to be packed anew
 */
export async function openPackedImages(
  file: string,
  key: string,
  source: string,
  mostInMemory: number = keptInMemory,
): Promise<PackedImages | null> {
  const handle = await openExisting(file);
  if (!handle) return null;
  try {
    const header = await readHeader(handle);
    if (header?.key !== key) return null;
    const now = new Date();
    // a cache that others own is theirs to tidy
    await handle.utimes(now, now).catch(() => undefined);
    const labels = await readLabels(handle, header);
    const facts = factsOf(header, source, labels);
    const bytes = header.count * imageBytes(header);
    if (bytes > mostInMemory) return { header, images: { ...facts, pixels: null, stored: openPixels(file, header) } };
    const pixels = new Uint8Array(bytes);
    return (await readFully(handle, pixels, pixelStart)) ? { header, images: { ...facts, pixels } } : null;
  } finally {
    await handle.close();
  }
}

async function openExisting(file: string): Promise<FileHandle | null> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    const told = worded('data.packUnreadable', { file, reason: toldBy(error) });
    throw new StudioError('data-set-unreadable', told, { cause: error });
  }
}

function imageBytes({ side, channels }: PackedHeader): number {
  return side * side * channels;
}

/** @returns null where the file is no packed file of today's version, or not whole */
async function readHeader(handle: FileHandle): Promise<PackedHeader | null> {
  const beginning = Buffer.alloc(packedMagic.length + 8);
  if (!(await readFully(handle, beginning, 0))) return null;
  if (!beginning.subarray(0, packedMagic.length).equals(packedMagic)) return null;
  const place = Number(beginning.readBigUInt64LE(packedMagic.length));
  const { size } = await handle.stat();
  if (place < pixelStart || place >= size || size - place > mostHeaderBytes) return null;
  const text = Buffer.alloc(size - place);
  if (!(await readFully(handle, text, place))) return null;
  const header = parseHeader(text.toString('utf8'));
  return header && headerPlace(header) === place ? header : null;
}

function parseHeader(text: string): PackedHeader | null {
  try {
    return packedHeaderSchema.parse(parseStrictJson(text));
  } catch {
    // whatever it is, it can be made again
    return null;
  }
}

async function readLabels(handle: FileHandle, header: PackedHeader): Promise<Labels | null> {
  const { count, labelBytes } = header;
  if (labelBytes === 0) return null;
  const labels = labelBytes === 1 ? new Uint8Array(count) : new Uint16Array(count);
  await readFully(handle, new Uint8Array(labels.buffer), pixelStart + count * imageBytes(header));
  return labels;
}

/** @returns whether there were enough bytes */
async function readFully(handle: FileHandle, target: Uint8Array, position: number): Promise<boolean> {
  for (let done = 0; done < target.length;) {
    const { bytesRead } = await handle.read(target, done, target.length - done, position + done);
    if (bytesRead === 0) return false;
    done += bytesRead;
  }
  return true;
}

function factsOf(header: PackedHeader, source: string, labels: Labels | null): ImageFacts {
  const { name, count, side, channels, classCount, classNames, fingerprint } = header;
  return { name, source, count, height: side, width: side, channels, labels, classCount, classNames, fingerprint };
}

/**
 * Reads at any place. Training reads images in random order, which the page cache of the system serves better than a
 * cache of blocks of our own.
 */
function openPixels(file: string, header: PackedHeader): StoredPixels {
  const size = imageBytes(header);
  let descriptor: number | null = openSync(file, 'r');
  const ahead = openReadAhead({ descriptor, size, start: pixelStart });
  const markUse = createUseMark();
  const opened = (first: number, count: number): number => {
    if (descriptor === null) throw new Error('The packed data set is closed.');
    if (first >= 0 && first + count <= header.count) return descriptor;
    throw new RangeError(`Images from ${first} on are not among ${header.count}.`);
  };
  const read = (first: number, target: Uint8Array): void => {
    const from = opened(first, target.length / size);
    for (let done = 0; done < target.length;) {
      const bytes = readSync(from, target, done, target.length - done, pixelStart + first * size + done);
      if (bytes === 0) throw changed(file);
      done += bytes;
    }
  };
  return {
    read(first, target) {
      markUse(opened(first, target.length / size));
      read(first, target);
    },
    readEach(images, target) {
      markUse(opened(0, 0));
      if (ahead.take(images, target)) return;
      images.forEach((image, place) => read(image, target.subarray(place * size, (place + 1) * size)));
    },
    begin(images) {
      for (const image of images) opened(image, 1);
      ahead.begin(images);
    },
    close() {
      if (descriptor === null) return;
      const closing = descriptor;
      descriptor = null;
      // the thread may be reading from it
      void ahead.close().then(() => closeSync(closing));
    },
  };
}

/** Marks a file as used, as seldom as does. */
function createUseMark(): (descriptor: number) => void {
  let markedAt = Date.now();
  return (descriptor) => {
    const now = Date.now();
    if (now - markedAt < useInterval) return;
    markedAt = now;
    try {
      futimesSync(descriptor, now / 1000, now / 1000);
    } catch {
      // as when it was opened
    }
  };
}

function changed(file: string): StudioError {
  return new StudioError('data-set-unreadable', worded('data.packCut', { file }));
}
