import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { FormatError } from '../formats/format-error';
import { bytesPerNumber, longestNpyHeader, readNpyHeader, type NpyHeader } from '../formats/npy-header';
import { arrayBlocks, arrayLayout } from './array-blocks';
import { openByteSource, type ByteSource } from './byte-source';
import { stampFiles } from './file-stamp';
import { nothingSkipped, type ImageBlock, type ImageReader } from './image-reader';
import { pixelDecoder } from './npy-numbers';
import { readingFailure } from './unreadable';
import { worded } from '../../shared/wording/worded';

/**
 * Reads a NumPy array of images block by block.
 *
 * @throws StudioError `data-set-unreadable`
 */
export async function openNpyReader(file: string): Promise<ImageReader> {
  try {
    const header = await readHeader(file);
    const { size } = await stat(file);
    if (size !== header.fileBytes) {
      throw new FormatError(worded('npy.size', { expected: header.fileBytes, found: size }));
    }
    const layout = arrayLayout(header.shape);
    return {
      name: basename(file),
      format: 'npy',
      path: file,
      stamp: await stampFiles([file]),
      expected: layout.count,
      classNames: null,
      size: layout,
      blocks: (_target, signal) => readFileBlocks(file, signal),
      findings: () => nothingSkipped,
    };
  } catch (error) {
    throw readingFailure(file, error);
  }
}

async function readHeader(file: string): Promise<NpyHeader> {
  const source = await openByteSource(file);
  try {
    return await peekNpyHeader(source);
  } finally {
    await source.close();
  }
}

async function* readFileBlocks(file: string, signal: AbortSignal): AsyncGenerator<ImageBlock> {
  const source = await openByteSource(file, signal);
  try {
    yield* npyBlocks(source, null, signal);
  } catch (error) {
    throw readingFailure(file, error);
  } finally {
    await source.close();
  }
}

/** @throws FormatError */
export async function peekNpyHeader(source: ByteSource): Promise<NpyHeader> {
  return readNpyHeader(await source.peek(longestNpyHeader));
}

/** The images of the array that `source` begins with. @throws FormatError */
export async function* npyBlocks(
  source: ByteSource,
  labels: ArrayLike<number> | null,
  signal: AbortSignal,
): AsyncGenerator<ImageBlock> {
  const { type, shape, start } = await peekNpyHeader(source);
  await source.take(start);
  yield* arrayBlocks(source, arrayLayout(shape), bytesPerNumber(type), pixelDecoder(type), labels, signal);
}
