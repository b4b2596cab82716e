import { isAbsolute } from 'node:path';
import type { DataSetReport } from '../../shared/own-data-sets';
import { countClasses } from './card';
import { withCommonClasses } from './common-classes';
import { closeDataSet, type DataSet, type Images } from './image-set';
import { openDataSet } from './open-data-set';
import { openPackedSource, type PackedSource, type PackedSourceOptions } from './packed-source';
import { spreadImages, type ContactImages } from './spread-images';

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
      sheet: spreadImages(dataSet.training, sheetImages),
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
