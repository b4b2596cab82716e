import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { StudioError } from '../../shared/studio-error';
import { readIdxImages, type IdxFiles } from './idx-files';
import type { DataSet } from './image-set';
import { openMnist } from './mnist';

/** Data sets that ship with the studio, by what `recipe.data.source` says. */
export const knownDataSets: readonly string[] = ['mnist'];

/**
 * Opens a data set.
 *
 * @param source `mnist`, or the absolute path of a folder with MNIST's four IDX files or of one IDX image file;
 * files may end in .gz
 * @throws StudioError `data-set-unreadable`
 */
export async function openDataSet(source: string): Promise<DataSet> {
  if (source === 'mnist') return openMnist();
  if (!isAbsolute(source)) {
    const choice = `Known: ${knownDataSets.join(', ')}; or give the absolute path of an IDX file or folder.`;
    throw new StudioError('data-set-unreadable', `There is no data set "${source}". ${choice}`);
  }
  return (await isFolder(source)) ? openFolder(source) : openFile(source);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw unopened(path, error);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw unopened(folder, error);
  }
}

function unopened(path: string, error: unknown): StudioError {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Cannot open the data set ${path} (${reason}); choose an IDX file or a folder of IDX files.`;
  return new StudioError('data-set-unreadable', message, { cause: error });
}

async function openFolder(folder: string): Promise<DataSet> {
  const names = await namesIn(folder);
  const find = (stem: string, axes: number): string | undefined =>
    spellings(stem, axes).find((spelling) => names.includes(spelling));
  const wanted = [
    { stem: 'train-images', found: find('train-images', 3) },
    { stem: 'train-labels', found: find('train-labels', 1) },
    { stem: 't10k-images', found: find('t10k-images', 3) },
    { stem: 't10k-labels', found: find('t10k-labels', 1) },
  ];
  const [trainingImages, trainingLabels, testImages, testLabels] = wanted.map(({ found }) => found);
  if (!trainingImages || !trainingLabels || !testImages || !testLabels) {
    const missing = wanted.flatMap(({ stem, found }) => (found ? [] : [stem])).join(', ');
    const advice = 'add them, or choose a single IDX image file instead';
    throw new StudioError('data-set-unreadable', `The folder ${folder} lacks IDX files (${missing}); ${advice}.`);
  }
  const read = (images: string, labels: string): ReturnType<typeof readIdxImages> =>
    readIdxImages(basename(folder), folder, { images: join(folder, images), labels: join(folder, labels) });
  return withCommonClasses({
    training: await read(trainingImages, trainingLabels),
    test: await read(testImages, testLabels),
  });
}

/** `train-images-idx3-ubyte`, with a point for the second hyphen, and each compressed. */
function spellings(stem: string, axes: number): readonly string[] {
  return ['-', '.'].flatMap((separator) => {
    const name = `${stem}${separator}idx${axes}-ubyte`;
    return [name, `${name}.gz`];
  });
}

/** A class that only one of the two parts shows still counts for both. */
function withCommonClasses({ training, test }: { [K in keyof DataSet]: NonNullable<DataSet[K]> }): DataSet {
  const classCount = Math.max(training.classCount ?? 0, test.classCount ?? 0);
  return { training: { ...training, classCount }, test: { ...test, classCount } };
}

async function openFile(file: string): Promise<DataSet> {
  const files: IdxFiles = { images: file, labels: await findLabels(file) };
  const name = basename(file).replace(/\.gz$/, '');
  return { training: await readIdxImages(name, file, files), test: null };
}

/** The labels that lie beside an image file under MNIST's usual name, compressed or not. */
async function findLabels(file: string): Promise<string | null> {
  const plain = basename(file).replace(/\.gz$/, '');
  const labels = plain.replace(/images([-.])idx[34]-ubyte$/, 'labels$1idx1-ubyte');
  if (labels === plain) return null;
  const names = await namesIn(dirname(file));
  const found = [labels, `${labels}.gz`].find((name) => names.includes(name));
  return found === undefined ? null : join(dirname(file), found);
}
