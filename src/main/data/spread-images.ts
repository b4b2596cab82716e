import { copyImages, type Images } from './image-set';

/** Images from all over a data set. */
export interface ContactImages {
  /** [count, height, width, channels] */
  readonly shape: readonly [number, number, number, 1 | 3];
  /** A copy of their own, so that a message does not carry the whole data set along. */
  readonly pixels: Uint8Array;
}

/** At most so many images, at even distances. */
export function spreadImages(images: Images, most: number): ContactImages {
  const { count, height, width, channels } = images;
  const shown = Math.min(most, count);
  const size = height * width * channels;
  const pixels = new Uint8Array(shown * size);
  for (let place = 0; place < shown; place++) {
    const index = Math.floor((place * count) / shown);
    copyImages(images, index, pixels.subarray(place * size, (place + 1) * size));
  }
  return { shape: [shown, height, width, channels === 3 ? 3 : 1], pixels };
}
