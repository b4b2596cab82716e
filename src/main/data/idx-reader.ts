import { stat } from 'node:fs/promises';
import { FormatError } from '../formats/format-error';
import { idxHeader, longestIdxHeader } from '../formats/idx';
import { arrayBlocks, arrayLayout, type ArrayLayout } from './array-blocks';
import { isGzip, openByteSource } from './byte-source';
import { stampFiles } from './file-stamp';
import { readIdxLabels, type IdxFiles } from './idx-files';
import { nothingSkipped, type ImageBlock, type ImageReader } from './image-reader';
import { readingFailure } from './unreadable';
import { worded } from '../../shared/wording/worded';

/**
 * Reads IDX images block by block, plain or packed with gzip, with the labels of a second file.
 *
 * @throws StudioError `data-set-unreadable` where header, size or labels do not fit together
 */
export async function openIdxReader(name: string, files: IdxFiles): Promise<ImageReader> {
  try {
    const layout = await readLayout(files.images);
    const labels = files.labels === null ? null : await readIdxLabels(files.labels, layout.count);
    const paths = files.labels === null ? [files.images] : [files.images, files.labels];
    return {
      name,
      format: 'idx',
      path: files.images,
      stamp: await stampFiles(paths),
      expected: layout.count,
      classNames: null,
      size: layout,
      blocks: (_target, signal) => readBlocks(files.images, layout, labels, signal),
      findings: () => nothingSkipped,
    };
  } catch (error) {
    throw readingFailure(files.images, error);
  }
}

/** Four axes hold [count, height, width, channels]; a gzip file's size is only known when it is read. */
async function readLayout(file: string): Promise<ArrayLayout> {
  const source = await openByteSource(file);
  try {
    const { shape, fileBytes } = idxHeader(await source.peek(longestIdxHeader));
    if (shape.length < 3) throw new FormatError(worded('arrays.noImages', { shape: shape.join('x') }));
    const layout = arrayLayout(shape);
    const { size } = await stat(file);
    if (!(await isGzip(file)) && size !== fileBytes) {
      throw new FormatError(worded('idx.size', { expected: fileBytes, shape: shape.join('x'), found: size }));
    }
    return layout;
  } finally {
    await source.close();
  }
}

async function* readBlocks(
  file: string,
  layout: ArrayLayout,
  labels: ArrayLike<number> | null,
  signal: AbortSignal,
): AsyncGenerator<ImageBlock> {
  const source = await openByteSource(file, signal);
  try {
    await source.take(idxHeader(await source.peek(longestIdxHeader)).start);
    yield* arrayBlocks(source, layout, 1, (bytes) => bytes, labels, signal);
  } catch (error) {
    throw readingFailure(file, error);
  } finally {
    await source.close();
  }
}
