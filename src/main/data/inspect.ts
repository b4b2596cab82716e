import { isAbsolute } from 'node:path';
import { countClasses } from './card';
import { withCommonClasses } from './common-classes';
import { closeDataSet, copyImages, type DataSet, type Images } from './image-set';
import type { ImageSizes, Skipped } from './image-reader';
import { openDataSet } from './open-data-set';
import { openPackedSource, type PackedSource, type PackedSourceOptions } from './packed-source';

/** What a person wants to know of a data set before training on it. */
export interface DataSetReport {
  readonly source: string;
  readonly name: string;
  /** `idx`, `csv` and so on. */
  readonly format: string;
  /** Training images. */
  readonly count: number;
  readonly testCount: number;
  /** Before they were made square. */
  readonly sizes: ImageSizes;
  /** Of the source; null where each picture has its own. */
  readonly channels: number | null;
  /** Training images a class; null without labels. */
  readonly classes: readonly { readonly name: string; readonly count: number }[] | null;
  readonly skipped: Skipped;
}

/** Images from all over a data set. */
export interface ContactImages {
  /** [count, height, width, channels] */
  readonly shape: readonly [number, number, number, 1 | 3];
  readonly pixels: Uint8Array;
}

const sheetImages = 100;

/**
 * Looks at a data set; one that lies at a path is packed on the way.
 *
 * @throws StudioError as `openDataSet`
 */
export async function inspectDataSet(
  source: string,
  options: PackedSourceOptions,
): Promise<{ readonly report: DataSetReport; readonly sheet: ContactImages }> {
  const packed = isAbsolute(source) ? await openPackedSource(source, options) : null;
  const dataSet = packed ? asDataSet(packed) : await openDataSet(source, options);
  try {
    return {
      report: { ...describe(dataSet), ...(packed ? factsOf(packed) : {}), source },
      sheet: spread(dataSet.training),
    };
  } finally {
    closeDataSet(dataSet);
  }
}

function asDataSet({ training, test }: PackedSource): DataSet<Images> {
  return withCommonClasses({ training: training.images, test: test?.images ?? null });
}

function describe({ training, test }: DataSet<Images>): DataSetReport {
  const { source, name, count, height, width, channels, classNames } = training;
  const counts = countClasses(training);
  return {
    source,
    name,
    format: 'idx',
    count,
    testCount: test?.count ?? 0,
    sizes: { smallest: [height, width], largest: [height, width] },
    channels,
    classes: counts?.map((images, label) => ({ name: classNames?.[label] ?? String(label), count: images })) ?? null,
    skipped: { count: 0, examples: [] },
  };
}

function factsOf({ training }: PackedSource): Pick<DataSetReport, 'format' | 'sizes' | 'channels' | 'skipped'> {
  const { format, smallest, largest, sourceChannels, skipped } = training.header;
  return { format, sizes: { smallest, largest }, channels: sourceChannels, skipped };
}

/** As many images as a sheet has, at even distances. */
function spread(images: Images): ContactImages {
  const { count, height, width, channels } = images;
  const shown = Math.min(sheetImages, count);
  const size = height * width * channels;
  const pixels = new Uint8Array(shown * size);
  for (let place = 0; place < shown; place++) {
    const index = Math.floor((place * count) / shown);
    copyImages(images, index, pixels.subarray(place * size, (place + 1) * size));
  }
  return { shape: [shown, height, width, channels === 3 ? 3 : 1], pixels };
}
