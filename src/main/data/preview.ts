import type { DataSetPreview } from '../../shared/own-data-sets';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import type { ImageReader, PackShape } from './image-reader';
import { openReaders } from './recognise';
import { createSquarer } from './square-images';
import { isAbort, readingFailure, unreadable } from './unreadable';

const shownImages = 40;

/**
 * Shows some images of a data set as packing would make them, without packing it.
 *
 * @throws StudioError `data-set-unreadable`, `cancelled`
 */
export async function previewDataSet(path: string, shape: PackShape, signal: AbortSignal): Promise<DataSetPreview> {
  try {
    const { training } = await openReaders(path, signal);
    const { count, pixels } = await readSome(training, shape, signal);
    if (count === 0) throw unreadable(path, worded('data.noneUsable'));
    const { side, channels } = shape;
    const samples = { step: 0, shape: [count, side, side, channels] as const, pixels };
    return { name: training.name, format: training.format, expected: training.expected, samples };
  } catch (error) {
    if (isAbort(error)) throw new StudioError('cancelled', worded('data.readingCancelled', { path }), { cause: error });
    throw readingFailure(path, error);
  }
}

async function readSome(
  reader: ImageReader,
  shape: PackShape,
  signal: AbortSignal,
): Promise<{ readonly count: number; readonly pixels: Uint8Array }> {
  const square = createSquarer(shape);
  const blocks = reader.spread?.(shownImages, shape, signal) ?? reader.blocks(shape, signal);
  const made: Uint8Array[] = [];
  let count = 0;
  for await (const block of blocks) {
    made.push(square(block));
    count += block.count;
    if (count >= shownImages) break;
  }
  const shown = Math.min(count, shownImages);
  return { count: shown, pixels: Uint8Array.from(Buffer.concat(made).subarray(0, shown * imageBytes(shape))) };
}

function imageBytes({ side, channels }: PackShape): number {
  return side * side * channels;
}
