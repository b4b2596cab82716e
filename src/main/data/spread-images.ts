import { copyEach, type Images } from './image-set';

/** Images from all over a data set. */
export interface ContactImages {
  /** [count, height, width, channels] */
  readonly shape: readonly [number, number, number, 1 | 3];
  /** A copy of their own, so that a message does not carry the whole data set along. */
  readonly pixels: Uint8Array;
}

/** Of at most so many images, at even distances. @returns their indices */
export function spreadIndices(count: number, most: number): Uint32Array {
  const shown = Math.min(most, count);
  return Uint32Array.from({ length: shown }, (_, place) => Math.floor((place * count) / shown));
}

/** At most so many images, at even distances. */
export function spreadImages(images: Images, most: number): ContactImages {
  const { count, height, width, channels } = images;
  const indices = spreadIndices(count, most);
  const pixels = new Uint8Array(indices.length * height * width * channels);
  copyEach(images, indices, pixels);
  return { shape: [indices.length, height, width, channels === 3 ? 3 : 1], pixels };
}
