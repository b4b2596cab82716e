import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeAbandonedParts } from '../formats/atomic-file';
import { writeFailure } from '../formats/write-failure';
import { StudioError } from '../../shared/studio-error';
import type { ImageReader, PackShape } from './image-reader';
import { packImages, type PackProgress } from './pack';
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

export interface PackedSource {
  readonly training: PackedImages;
  readonly test: PackedImages | null;
}

/**
 * Opens the images at a path in the shape that is wanted. The first time they are decoded into packed files, which later
 * calls find again as long as the source's files keep their sizes and times.
 *
 * @throws StudioError `data-set-unreadable`, `cancelled`, and those of writing
 */
export async function openPackedSource(path: string, options: PackedSourceOptions): Promise<PackedSource> {
  const signal = options.signal ?? new AbortController().signal;
  try {
    const { training, test } = await openReaders(path, signal);
    await prepareFolder(options.cacheFolder);
    return {
      training: await openPart(path, training, options, signal),
      test: test && (await openPart(path, test, options, signal)),
    };
  } catch (error) {
    if (isAbort(error))
      throw new StudioError('cancelled', `Reading the data set ${path} was cancelled.`, { cause: error });
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

async function openPart(
  path: string,
  reader: ImageReader,
  { shape: { side, channels }, cacheFolder, onProgress }: PackedSourceOptions,
  signal: AbortSignal,
): Promise<PackedImages> {
  const shape: PackShape = { side, channels };
  const key = keyOf(reader, shape);
  const file = join(cacheFolder, `${key}.pixels`);
  const known = await openPackedImages(file, key, path);
  if (known) return known;
  await packImages(reader, { shape, file, key, signal, onProgress: onProgress ?? (() => undefined) });
  const packed = await openPackedImages(file, key, path);
  if (!packed) throw unreadable(file, 'it was removed while it was packed');
  return packed;
}

function keyOf({ format, path, stamp }: ImageReader, { side, channels }: PackShape): string {
  const parts = [1, format, path, stamp, side, channels, squareRecipe];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
}
