import { expect, test } from 'vitest';
import { asLabelledDigits } from '../../../../../src/main/gan/judge/labelled-digits';

const images = {
  name: 'MNIST',
  count: 2,
  height: 28,
  width: 28,
  channels: 1,
  pixels: new Uint8Array(2 * 784),
  labels: Uint8Array.of(0, 9),
  fingerprint: 'abc',
};

test('labelled digits are taken as they are', () => {
  const { count, pixels, labels, fingerprint } = images;
  expect(asLabelledDigits(images)).toEqual({ count, pixels, labels, fingerprint });
});

test.each([
  ['another size', { height: 32 }, 'its images are 32x28x1, not 28x28x1'],
  ['no labels', { labels: null }, 'it has no labels'],
  ['letters', { labels: Uint8Array.of(0, 10) }, 'not the digits 0 to 9'],
])('images with %s are refused in a sentence', (_name, change, reason) => {
  expect(() => asLabelledDigits({ ...images, ...change })).toThrow(reason);
});
