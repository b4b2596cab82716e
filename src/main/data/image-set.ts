import { createHash } from 'node:crypto';

/** Images that lie in memory as bytes; they become numbers batch by batch. */
export interface ImageSet {
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
  /** [count, height, width, channels], 0 to 255. */
  readonly pixels: Uint8Array;
  /** [count], or null where the data set has none. */
  readonly labels: Uint8Array | null;
  /** Labels lie in 0 … classCount - 1; null without labels. */
  readonly classCount: number | null;
  /** SHA-256 over shape, pixels and labels; hexadecimal. */
  readonly fingerprint: string;
}

/** Training images, and test images where the data set has some. */
export interface DataSet {
  readonly training: ImageSet;
  readonly test: ImageSet | null;
}

export function fingerprintOf(
  images: Pick<ImageSet, 'count' | 'height' | 'width' | 'channels' | 'pixels' | 'labels'>,
): string {
  const { count, height, width, channels, pixels, labels } = images;
  const hash = createHash('sha256').update(`${count}x${height}x${width}x${channels}\n`).update(pixels);
  if (labels) hash.update(labels);
  return hash.digest('hex');
}
