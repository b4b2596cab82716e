import type { DataSetCard } from '../../shared/ipc';
import { copyImages, type DataSet, type ImageFacts, type Images } from './image-set';

export const thumbnailImages = 15;

/** What the window shows of a data set of the studio's, with its first images. */
export function dataSetCard({ training, test }: DataSet<Images>): DataSetCard {
  const { source, name, count, height, width, channels, classNames } = training;
  const shown = Math.min(thumbnailImages, count);
  // a copy, so that a message does not carry the whole data set along
  const pixels = new Uint8Array(shown * height * width * channels);
  copyImages(training, 0, pixels);
  return {
    source,
    name,
    imageCount: count,
    testImageCount: test?.count ?? 0,
    imageShape: [height, width, channels],
    classCounts: countClasses(training),
    classNames,
    own: null,
    thumbnail: {
      step: 0,
      shape: [shown, height, width, channels],
      pixels,
    },
  };
}

export function countClasses({ labels, classCount }: ImageFacts): readonly number[] | null {
  if (!labels || classCount === null) return null;
  const counts = new Array<number>(classCount).fill(0);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return counts;
}
