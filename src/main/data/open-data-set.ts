import { isAbsolute } from 'node:path';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { withCommonClasses } from './common-classes';
import { findFashionMnist, openFashionMnist } from './fashion-mnist';
import type { DataSet, Images } from './image-set';
import { openMnist } from './mnist';
import { openPackedSource, type PackedSourceOptions } from './packed-source';

/** Data sets that have a name, by what `recipe.data.source` says. */
export const knownDataSets = ['mnist', 'fashion-mnist'] as const;
export type KnownDataSet = (typeof knownDataSets)[number];

/** Those whose files are on this machine. */
export async function installedDataSets(): Promise<readonly KnownDataSet[]> {
  return (await findFashionMnist()) === null ? ['mnist'] : knownDataSets;
}

/**
 * Opens a data set.
 *
 * @param source a known name, whose images come as they are; or the absolute path of a folder, archive or file in one of
 * the formats of docs/data.md, whose images come in the shape that the options name
 * @throws StudioError `data-set-unreadable`, `cancelled`, and those of writing the packed images
 */
export async function openDataSet(source: KnownDataSet): Promise<DataSet>;
export async function openDataSet(source: string, options: PackedSourceOptions): Promise<DataSet<Images>>;
export async function openDataSet(source: string, options?: PackedSourceOptions): Promise<DataSet<Images>> {
  const known = knownDataSets.find((name) => name === source);
  if (known === 'mnist') return openMnist();
  if (known === 'fashion-mnist') return openFashionMnist();
  if (!isAbsolute(source)) {
    throw new StudioError('data-set-unreadable', worded('data.unknown', { source, known: knownDataSets.join(', ') }));
  }
  if (!options) throw new Error('A path needs the shape that its images are to have.');
  const { training, test } = await openPackedSource(source, options);
  return withCommonClasses({ training: training.images, test: test?.images ?? null });
}
