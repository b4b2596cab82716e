import type { Preparation } from '../../shared/preparation';
import type { Told } from '../../shared/wording/worded';

/** The square images that a data set is packed into. */
export interface PackShape {
  /** 8 to 128. Pixels. */
  readonly side: number;
  /** 1 = grey, 3 = red, green, blue. */
  readonly channels: 1 | 3;
  /** How they are made; left out = `usualPreparation`. */
  readonly preparation?: Preparation | undefined;
}

/** Some images of one size, as a reader hands them out. */
export interface ImageBlock {
  readonly count: number;
  /** Pixels. */
  readonly height: number;
  /** Pixels. */
  readonly width: number;
  readonly channels: 1 | 3;
  /** [count, height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
  /** [count], 0 to 65,535; null where the reader knows none. All blocks of a reader agree in this. */
  readonly labels: ArrayLike<number> | null;
}

/** Sizes of images before they were made square and resized. */
export interface ImageSizes {
  /** [height, width] of the image with the fewest pixels. */
  readonly smallest: readonly [number, number];
  /** [height, width] of the image with the most pixels. */
  readonly largest: readonly [number, number];
}

/** What a reader passed over. */
export interface Skipped {
  readonly count: number;
  /** A sentence for each of the first `mostExamples`. */
  readonly examples: readonly Told[];
}

export const mostExamples = 20;

/** What only a whole pass over the images tells. */
export interface Findings {
  readonly skipped: Skipped;
  /** Null where the reader's `size` says it, or nothing could be read. */
  readonly sizes: ImageSizes | null;
}

/** Reads the images of one source in a fixed order, a block at a time, so that memory does not grow with their number. */
export interface ImageReader {
  /** For a person, for example the name of the folder. */
  readonly name: string;
  /** `idx`, `csv` and so on. */
  readonly format: string;
  /** Absolute path that errors name. */
  readonly path: string;
  /** Changes whenever the files do: paths, sizes and times of change. */
  readonly stamp: string;
  /** Images to come, skipped ones among them; null where only reading tells. */
  readonly expected: number | null;
  /** By label; null where labels are only numbers. */
  readonly classNames: readonly string[] | null;
  /** Size of every image; null where they differ: then the findings tell. */
  readonly size: { readonly height: number; readonly width: number; readonly channels: 1 | 3 } | null;
  /**
   * Starts at the first image at each call.
   *
   * @param target a reader that resizes by itself hands out images of this side, in colour
   * @throws StudioError `data-set-unreadable`; AbortError
   */
  blocks(target: PackShape, signal: AbortSignal): AsyncIterable<ImageBlock>;
  /**
   * The same images as `blocks`, but only about so many from all over the source. Left out where only reading all that
   * comes before would find them.
   */
  spread?(count: number, target: PackShape, signal: AbortSignal): AsyncIterable<ImageBlock>;
  /** What the latest complete pass found. */
  findings(): Findings;
}

export const nothingSkipped: Findings = { skipped: { count: 0, examples: [] }, sizes: null };

const blockBytes = 4 * 1024 * 1024;
/** So that a block of tiny images that grow to 128x128 in colour stays small as well. */
const mostImagesPerBlock = 256;

/** Images a block has room for, so that it stays near four megabytes before and thirteen after resizing. */
export function imagesPerBlock(imageBytes: number): number {
  return Math.max(1, Math.min(mostImagesPerBlock, Math.floor(blockBytes / imageBytes)));
}
