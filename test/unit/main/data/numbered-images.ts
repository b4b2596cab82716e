import { fingerprintOf, type ImageSet } from '../../../../src/main/data/image-set';

/** 2 x 2 grey images that can be told apart: image n has the pixels n, n + 1, n + 2, n + 3 and the label n mod 10. */
export function numberedImages(count: number): ImageSet {
  const pixels = Uint8Array.from({ length: count * 4 }, (_, index) => Math.floor(index / 4) + (index % 4));
  const labels = Uint8Array.from({ length: count }, (_, index) => index % 10);
  const images = { count, height: 2, width: 2, channels: 1, pixels, labels };
  const facts = { name: 'Numbers', source: '/numbers', classCount: 10, classNames: null };
  return { ...facts, fingerprint: fingerprintOf(images), ...images };
}
