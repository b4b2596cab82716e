import { expect, test } from 'vitest';
import { dataSetCard } from '../../../../src/main/data/card';
import { numberedImages } from './numbered-images';

test('a card counts images and classes and shows the first fifteen images', () => {
  const training = numberedImages(23);
  const card = dataSetCard({ training, test: numberedImages(4) });
  expect(card).toMatchObject({ source: '/numbers', name: 'Numbers', imageCount: 23, testImageCount: 4 });
  expect(card.imageShape).toEqual([2, 2, 1]);
  expect(card.classCounts).toEqual([3, 3, 3, 2, 2, 2, 2, 2, 2, 2]);
  expect(card.thumbnail.shape).toEqual([15, 2, 2, 1]);
  expect(card.thumbnail.pixels).toEqual(training.pixels.subarray(0, 60));
  expect(card.thumbnail.pixels.buffer).not.toBe(training.pixels.buffer);
});

test('a small set without labels and test images', () => {
  const card = dataSetCard({ training: { ...numberedImages(3), labels: null, classCount: null }, test: null });
  expect(card).toMatchObject({ imageCount: 3, testImageCount: 0, classCounts: null });
  expect(card.thumbnail.shape).toEqual([3, 2, 2, 1]);
});
