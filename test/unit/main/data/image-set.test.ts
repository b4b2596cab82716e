import { expect, test } from 'vitest';
import { fingerprintOf } from '../../../../src/main/data/image-set';
import { numberedImages } from './numbered-images';

test('the fingerprint changes with shape, pixels and labels', () => {
  const images = numberedImages(6);
  const brighter = Uint8Array.from(images.pixels, (pixel, index) => (index === 23 ? 255 : pixel));
  const relabelled = Uint8Array.from(images.labels ?? [], (label, index) => (index === 5 ? 9 : label));
  const others = [{ height: 4, width: 1 }, { pixels: brighter }, { labels: relabelled }, { labels: null }];
  const fingerprints = [images, ...others.map((other) => ({ ...images, ...other }))].map(fingerprintOf);
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
  expect(fingerprintOf(numberedImages(6))).toBe(fingerprints[0]);
});
