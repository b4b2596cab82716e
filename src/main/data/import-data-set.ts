import type { DataSetCard } from '../../shared/ipc';
import type { ImportOptions } from '../../shared/preparation';
import { toldBy } from '../formats/told-by';
import { countClasses, thumbnailImages } from './card';
import { withCommonClasses } from './common-classes';
import { closeDataSet } from './image-set';
import { keepOwnDataSet } from './own-data-sets';
import { openPackedSource, type PackedSourceOptions } from './packed-source';
import { createResizer } from './resize';
import { quickStamp } from './source-state';
import { spreadImages, type ContactImages } from './spread-images';
import { unreadable } from './unreadable';

/** A card shows them no larger. Pixels. */
const mostThumbnailSide = 32;

export interface ImportRequest extends Omit<PackedSourceOptions, 'shape'> {
  /** Absolute path of the folder, archive or file. */
  readonly path: string;
  readonly options: ImportOptions;
  /** Where the entries of own data sets lie. */
  readonly folder: string;
}

/**
 * Keeps a data set in the gallery: packed as the options say, which costs nothing where it was before, and remembered.
 *
 * @throws StudioError as `openPackedSource` and writing do
 */
export async function importDataSet({ path, options, folder, ...packing }: ImportRequest): Promise<DataSetCard> {
  // before reading: what changes meanwhile shows as changed
  const stamp = await quickStamp(path).catch((error: unknown) => {
    throw unreadable(path, toldBy(error), error);
  });
  const { training, test } = await openPackedSource(path, { ...packing, shape: options });
  const dataSet = withCommonClasses({ training: training.images, test: test?.images ?? null });
  try {
    const { name, format, count, skipped } = training.header;
    const { shape, pixels } = smallEnough(spreadImages(dataSet.training, thumbnailImages));
    const { classNames } = dataSet.training;
    return await keepOwnDataSet(folder, {
      formatVersion: 1,
      ...{ source: path, name, format, options, stamp },
      imageCount: count,
      testImageCount: dataSet.test?.count ?? 0,
      classCounts: copyOf(countClasses(dataSet.training)),
      classNames: copyOf(classNames),
      skippedCount: skipped.count,
      importedAt: new Date().toISOString(),
      packed: [training, test].flatMap((part) => part?.header.key ?? []),
      thumbnail: { shape: [...shape], pixels: Buffer.from(pixels).toString('base64') },
    });
  } finally {
    closeDataSet(dataSet);
  }
}

function copyOf<Item>(items: readonly Item[] | null): Item[] | null {
  return items && [...items];
}

function smallEnough(images: ContactImages): ContactImages {
  const [count, height, width, channels] = images.shape;
  if (height <= mostThumbnailSide) return images;
  const resize = createResizer({ height, width, channels }, mostThumbnailSide, mostThumbnailSide);
  return { shape: [count, mostThumbnailSide, mostThumbnailSide, channels], pixels: resize(images.pixels) };
}
