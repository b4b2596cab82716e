import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import type { IdxFiles } from './idx-files';

interface IdxFolder {
  readonly training: IdxFiles;
  readonly test: IdxFiles;
}

/**
 * MNIST's four files in a folder, by their usual names.
 *
 * @returns null where none of them is there
 * @throws StudioError `data-set-unreadable` where only some of them are
 */
export function findIdxFolder(folder: string, names: readonly string[]): IdxFolder | null {
  const find = (stem: string, axes: number): string | undefined =>
    spellings(stem, axes).find((spelling) => names.includes(spelling));
  const wanted = [
    { stem: 'train-images', found: find('train-images', 3) },
    { stem: 'train-labels', found: find('train-labels', 1) },
    { stem: 't10k-images', found: find('t10k-images', 3) },
    { stem: 't10k-labels', found: find('t10k-labels', 1) },
  ];
  if (wanted.every(({ found }) => found === undefined)) return null;
  const [trainingImages, trainingLabels, testImages, testLabels] = wanted.map(({ found }) => found);
  if (!trainingImages || !trainingLabels || !testImages || !testLabels) {
    const missing = wanted.flatMap(({ stem, found }) => (found ? [] : [stem])).join(', ');
    throw new StudioError('data-set-unreadable', worded('data.idxFolder', { folder, missing }));
  }
  const files = (images: string, labels: string): IdxFiles => ({
    images: join(folder, images),
    labels: join(folder, labels),
  });
  return { training: files(trainingImages, trainingLabels), test: files(testImages, testLabels) };
}

/** `train-images-idx3-ubyte`, with a point for the second hyphen, and each compressed. */
function spellings(stem: string, axes: number): readonly string[] {
  return ['-', '.'].flatMap((separator) => {
    const name = `${stem}${separator}idx${axes}-ubyte`;
    return [name, `${name}.gz`];
  });
}

/** The labels that lie beside an image file under MNIST's usual name, compressed or not. */
export async function labelsBeside(file: string): Promise<string | null> {
  const plain = basename(file).replace(/\.gz$/, '');
  const labels = plain.replace(/images([-.])idx[34]-ubyte$/, 'labels$1idx1-ubyte');
  if (labels === plain) return null;
  const names = await readdir(dirname(file));
  const found = [labels, `${labels}.gz`].find((name) => names.includes(name));
  return found === undefined ? null : join(dirname(file), found);
}
