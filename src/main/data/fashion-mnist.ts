import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { readIdxImages } from './idx-files';
import { findIdxFolder } from './idx-names';
import type { DataSet, ImageSet } from './image-set';

/** Where Debian's package dataset-fashion-mnist has the four files, packed with gzip. */
const systemFolder = '/usr/share/datasets/fashion-mnist';

/** Xiao, Rasul and Vollgraf 2017, https://arxiv.org/abs/1708.07747, by label. */
const classNames: readonly string[] = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];
const side = 28;

/** Folders that are looked into, in order: GAN_STUDIO_FASHION_MNIST first. */
export function fashionMnistFolders(environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  const chosen = environment['GAN_STUDIO_FASHION_MNIST'];
  return chosen ? [resolve(chosen), systemFolder] : [systemFolder];
}

/** The first of the folders that holds MNIST-like files; null where none does. */
export async function findFashionMnist(folders: readonly string[] = fashionMnistFolders()): Promise<string | null> {
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    if (names.some((name) => name.startsWith('train-images'))) return folder;
  }
  return null;
}

/**
 * Fashion-MNIST out of the system's package or the folder that GAN_STUDIO_FASHION_MNIST names.
 *
 * @throws StudioError `data-set-unreadable` where it is not installed, or is something else
 */
export async function openFashionMnist(folders: readonly string[] = fashionMnistFolders()): Promise<DataSet> {
  const folder = await findFashionMnist(folders);
  const idx = folder === null ? null : findIdxFolder(folder, await readdir(folder));
  if (folder === null || !idx) {
    throw new StudioError('data-set-unreadable', worded('data.noFashion', { folders: folders.join(', ') }));
  }
  const read = async (files: typeof idx.training): Promise<ImageSet> =>
    asFashion(folder, await readIdxImages('Fashion-MNIST', 'fashion-mnist', files));
  return { training: await read(idx.training), test: await read(idx.test) };
}

function asFashion(folder: string, images: ImageSet): ImageSet {
  const { height, width, channels, classCount } = images;
  if (height !== side || width !== side || channels !== 1 || (classCount ?? 0) > classNames.length) {
    throw new StudioError('data-set-unreadable', worded('data.notFashion', { folder }));
  }
  return { ...images, classCount: classNames.length, classNames };
}
