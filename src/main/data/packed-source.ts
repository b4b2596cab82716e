import { mkdir } from 'node:fs/promises';
import { removeAbandonedParts } from '../formats/atomic-file';
import { writeFailure } from '../formats/write-failure';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import type { ImageReader, PackShape } from './image-reader';
import { packImages, type PackProgress } from './pack';
import { mostCacheBytes, packedFile, packedKey, tidyCache, unfinishedPrefix } from './packed-cache';
import { openPackedImages, type PackedImages } from './packed-images';
import { openReaders } from './recognise';
import { squareRecipe } from './square-images';
import { isAbort, readingFailure, unreadable } from './unreadable';

export interface PackedSourceOptions {
  /** What every image becomes. */
  readonly shape: PackShape;
  /** Where packed files lie; made where it is missing. Absolute. */
  readonly cacheFolder: string;
  /** Stops reading and packing; nothing half written stays. */
  readonly signal?: AbortSignal | undefined;
  /** Called as images are packed; never where they were packed before. */
  readonly onProgress?: ((progress: PackProgress) => void) | undefined;
}

/** Packing writes every few seconds: a file that nobody wrote to for so long belongs to a process that was killed. */
const silentMilliseconds = 15 * 60 * 1000;

export interface PackedSource {
  readonly training: PackedImages;
  readonly test: PackedImages | null;
}

/**
 * Opens the images at a path in the shape that is wanted. The first time they are decoded into packed files, which later
 * calls find again as long as the source's files keep their sizes and times. Whatever is packed takes the place of older
 * versions of the same source, and of other sources where the cache has become too large.
 *
 * @throws StudioError `data-set-unreadable`, `cancelled`, and those of writing
 */
export async function openPackedSource(path: string, options: PackedSourceOptions): Promise<PackedSource> {
  const signal = options.signal ?? new AbortController().signal;
  try {
    const mostBytes = mostCacheBytes();
    const { training, test } = await openReaders(path, signal);
    await prepareFolder(options.cacheFolder);
    const parts = [await openPart(path, 'training', training, options, signal)];
    if (test) parts.push(await openPart(path, 'test', test, options, signal));
    if (parts.some(({ isNew }) => isNew)) {
      const keys = parts.map(({ packed }) => packed.header.key);
      await tidyCache(options.cacheFolder, keys, mostBytes);
    }
    const [first, second] = parts as [OpenedPart, OpenedPart?];
    return { training: first.packed, test: second?.packed ?? null };
  } catch (error) {
    if (isAbort(error)) throw new StudioError('cancelled', worded('data.readingCancelled', { path }), { cause: error });
    throw readingFailure(path, error);
  }
}

async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await removeAbandonedParts(folder);
  } catch (error) {
    throw writeFailure(error, folder);
  }
}

interface OpenedPart {
  readonly packed: PackedImages;
  /** Whether it was packed just now. */
  readonly isNew: boolean;
}

async function openPart(
  path: string,
  part: keyof PackedSource,
  reader: ImageReader,
  { shape: { side, channels, preparation }, cacheFolder, onProgress }: PackedSourceOptions,
  signal: AbortSignal,
): Promise<OpenedPart> {
  const shape: PackShape = { side, channels, preparation };
  const { format, stamp } = reader;
  const key = packedKey({ source: [path, part, format, reader.path], version: [2, stamp, squareRecipe], shape });
  const file = packedFile(cacheFolder, key);
  const known = await openPackedImages(file, key, path);
  if (known) return { packed: known, isNew: false };
  await removeAbandonedParts(cacheFolder, { prefix: unfinishedPrefix(key), afterMilliseconds: silentMilliseconds });
  await packImages(reader, { shape, file, key, signal, onProgress: onProgress ?? (() => undefined) });
  const packed = await openPackedImages(file, key, path);
  if (!packed) throw unreadable(file, worded('data.packRemoved'));
  return { packed, isNew: true };
}
