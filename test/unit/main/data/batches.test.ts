import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBatches } from '../../../../src/main/data/batches';
import type { Labels } from '../../../../src/shared/labels';
import { numberedImages } from './numbered-images';

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
/** A count of images and a batch size that fits. */
const sizes = fc
  .integer({ min: 1, max: 70 })
  .chain((count) => fc.tuple(fc.constant(count), fc.integer({ min: 1, max: count })));

/** The images of a batch by number, checked to be whole images with their own labels. */
function numbersOf({ pixels, labels }: { pixels: Uint8Array; labels: Labels | null }): number[] {
  const numbers: number[] = [];
  for (let start = 0; start < pixels.length; start += 4) {
    const number = pixels[start] as number;
    expect([...pixels.subarray(start, start + 4)]).toEqual([number, number + 1, number + 2, number + 3]);
    expect(labels?.[start / 4]).toBe(number % 10);
    numbers.push(number);
  }
  return numbers;
}

test('each epoch shows every image once, and batches are always full', () => {
  fc.assert(
    fc.property(sizes, seeds, ([count, batchSize], seed) => {
      const batches = createBatches(numberedImages(count), batchSize, seed);
      const epochs = 3;
      const steps = Math.ceil((epochs * count) / batchSize);
      const shown: number[] = [];
      for (let step = 1; step <= steps; step++) {
        const numbers = numbersOf(batches.batch(step));
        expect(numbers).toHaveLength(batchSize);
        shown.push(...numbers);
      }
      for (let epoch = 0; epoch < epochs; epoch++) {
        const epochNumbers = shown.slice(epoch * count, (epoch + 1) * count);
        expect(epochNumbers.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
      }
    }),
  );
});

test('a batch depends on seed and step alone, not on what was asked before', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(sizes, seeds, steps, ([count, batchSize], seed, asked) => {
      const images = numberedImages(count);
      const used = createBatches(images, batchSize, seed);
      for (const step of asked) {
        expect(used.batch(step)).toEqual(createBatches(images, batchSize, seed).batch(step));
      }
    }),
  );
});

test('a batch belongs to whoever asked for it', () => {
  const images = numberedImages(8);
  const batches = createBatches(images, 8, 1);
  const first = batches.batch(1);
  const kept = Uint8Array.from(first.pixels);
  batches.batch(2);
  expect(first.pixels).toEqual(kept);
  first.pixels.fill(0);
  first.labels?.fill(0);
  expect(batches.batch(1).pixels).toEqual(kept);
});

test('another seed and another epoch have another order', () => {
  const images = numberedImages(60);
  const order = (seed: number, step: number): number[] => numbersOf(createBatches(images, 60, seed).batch(step));
  expect(order(1, 1)).not.toEqual(order(2, 1));
  expect(order(1, 1)).not.toEqual(order(1, 2));
});

test('images without labels make batches without labels', () => {
  expect(createBatches({ ...numberedImages(4), labels: null, classCount: null }, 2, 1).batch(1).labels).toBeNull();
});

test('labels of more than 256 classes come whole, with their own images', () => {
  const labels = Uint16Array.of(7, 300, 65_535, 0);
  const images = { ...numberedImages(4), labels, classCount: 65_536 };
  const batch = createBatches(images, 4, 3).batch(1);
  const shown = Array.from({ length: 4 }, (_, index) => batch.pixels[index * 4] as number);
  expect([...(batch.labels ?? [])]).toEqual(shown.map((number) => labels[number]));
});

describe('refuses', () => {
  test('a batch that is larger than the data set', () => {
    expect(() => createBatches(numberedImages(5), 6, 1)).toThrow(
      'A batch of 6 images is more than Numbers has (5); choose a smaller batch size.',
    );
  });

  test.each([0, -1, 1.5, Number.NaN])('step %d', (step) => {
    expect(() => createBatches(numberedImages(5), 2, 1).batch(step)).toThrow(RangeError);
  });
});
