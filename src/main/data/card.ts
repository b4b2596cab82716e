import type { DataSetCard } from '../../shared/ipc';
import type { DataSet, ImageSet } from './image-set';

const thumbnailImages = 12;

/** What the window shows of a data set, with its first images. */
export function dataSetCard({ training, test }: DataSet): DataSetCard {
  const { source, name, count, height, width, channels } = training;
  const shown = Math.min(thumbnailImages, count);
  return {
    source,
    name,
    imageCount: count,
    testImageCount: test?.count ?? 0,
    imageShape: [height, width, channels],
    classCounts: countClasses(training),
    thumbnail: {
      step: 0,
      shape: [shown, height, width, channels],
      // a copy, so that a message does not carry the whole data set along
      pixels: training.pixels.slice(0, shown * height * width * channels),
    },
  };
}

function countClasses({ labels, classCount }: ImageSet): readonly number[] | null {
  if (!labels || classCount === null) return null;
  const counts = new Array<number>(classCount).fill(0);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return counts;
}
