import { createHash } from 'node:crypto';
import type { Labels } from '../../shared/labels';

/** What every set of images has, wherever its pixels lie. */
export interface ImageFacts {
  /** For a person, for example `MNIST`. */
  readonly name: string;
  /** What `recipe.data.source` says: `mnist` or a path. */
  readonly source: string;
  readonly count: number;
  /** Pixels. */
  readonly height: number;
  /** Pixels. */
  readonly width: number;
  readonly channels: number;
  /** [count], or null where the data set has none. */
  readonly labels: Labels | null;
  /** Labels lie in 0 … classCount - 1; null without labels. */
  readonly classCount: number | null;
  /** [classCount], what a person calls each class; null where the data set does not say. */
  readonly classNames: readonly string[] | null;
  /** SHA-256 over shape, pixels and labels; hexadecimal. */
  readonly fingerprint: string;
}

/** Images that lie in memory as bytes; they become numbers batch by batch. */
export interface ImageSet extends ImageFacts {
  /** [count, height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
}

/** Images too large for memory: their pixels are read from a packed file as they are needed. */
export interface StoredImages extends ImageFacts {
  readonly pixels: null;
  readonly stored: StoredPixels;
}

export interface StoredPixels {
  /**
   * Reads image after image into `target`, from its beginning on.
   *
   * @param first index of the first image
   * @throws StudioError `data-set-unreadable` where the file was changed or cannot be read any more
   */
  read(first: number, target: Uint8Array): void;
  /**
   * Reads images by their indices, one after the other into `target`: at once where they were begun before.
   *
   * @throws as `read` does
   */
  readEach(images: Uint32Array, target: Uint8Array): void;
  /** Begins to read images that `readEach` is asked for next, while the caller does something else. */
  begin(images: Uint32Array): void;
  /** Closes the file; nothing can be read after it. */
  close(): void;
}

export type Images = ImageSet | StoredImages;

/** Training images, and test images where the data set has some. */
export interface DataSet<I extends Images = ImageSet> {
  readonly training: I;
  readonly test: I | null;
}

/** Copies image after image, from index `first` on, until `target` is full. */
export function copyImages(images: Images, first: number, target: Uint8Array): void {
  if (images.pixels === null) return images.stored.read(first, target);
  const start = first * images.height * images.width * images.channels;
  target.set(images.pixels.subarray(start, start + target.length));
}

/** Copies images by their indices, one after the other into `target`. */
export function copyEach(images: Images, indices: Uint32Array, target: Uint8Array): void {
  if (images.pixels === null) return images.stored.readEach(indices, target);
  const { pixels } = images;
  const size = images.height * images.width * images.channels;
  indices.forEach((image, place) => target.set(pixels.subarray(image * size, (image + 1) * size), place * size));
}

/** Closes what a data set holds open. */
export function closeDataSet({ training, test }: DataSet<Images>): void {
  for (const images of [training, test]) if (images?.pixels === null) images.stored.close();
}

export function fingerprintOf(
  images: Pick<ImageSet, 'count' | 'height' | 'width' | 'channels' | 'pixels' | 'labels'>,
): string {
  const { count, height, width, channels, pixels, labels } = images;
  const hash = createHash('sha256').update(`${count}x${height}x${width}x${channels}\n`).update(pixels);
  if (labels) hash.update(new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength));
  return hash.digest('hex');
}

/** Room for `count` labels, of one byte each where the classes allow it. */
export function emptyLabels(count: number, classCount: number): Labels {
  return classCount <= 256 ? new Uint8Array(count) : new Uint16Array(count);
}
