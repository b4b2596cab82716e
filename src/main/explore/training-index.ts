/** All training images of a run as features, in a file of the cache: looked at once, compared with again and again. */
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexProgress } from '../../shared/explore';
import type { Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import type { Images } from '../data/image-set';
import { writeFileAtomically } from '../formats/atomic-write';
import { decodeSafetensors, encodeSafetensors } from '../formats/safetensors';
import { systemErrorCode } from '../formats/write-failure';
import { toldBy } from '../formats/told-by';
import { nearestDistances } from '../gan/judge/nearest-rows';
import { cacheFolder } from '../runs/locations';
import { openLikeness, type Likeness } from './likeness';
import { openRunImages, type RunImages } from './run-images';

export interface TrainingIndex {
  /** [count, likeness.width] */
  readonly features: Float32Array;
  /** Of real images that were not trained on, each to its nearest training image. */
  readonly realDistances: Float32Array;
  readonly realAre: 'test' | 'others';
}

/** Of a larger data set only the first so many are looked at: bounds time and memory. */
export const mostIndexed = 100_000;
/** Real images whose distances are kept. */
const mostReal = 1_000;
/** Images looked at between two words about it. */
const atOnce = 500;

const format = 'gan-studio-training-index';

/** Raise it with every change of what the file holds. */
const formatVersion = '1';

function originOf(recipe: Recipe, images: RunImages, { version }: Likeness): string {
  const { side, channels } = recipe.data;
  const fingerprints = [images.training.fingerprint, images.test?.fingerprint ?? null];
  return JSON.stringify({ formatVersion, version, side, channels, fingerprints });
}

function fileOf(origin: string): string {
  const name = createHash('sha256').update(origin).digest('hex').slice(0, 16);
  return join(cacheFolder(), 'training-index', `${name}.safetensors`);
}

/**
 * @returns null where it was not built yet
 * @throws StudioError `file-unreadable` where it is damaged
 */
export async function readTrainingIndex(
  recipe: Recipe,
  images: RunImages,
  likeness: Likeness,
): Promise<TrainingIndex | null> {
  const origin = originOf(recipe, images, likeness);
  const file = fileOf(origin);
  try {
    const { tensors, metadata } = decodeSafetensors(await readFile(file));
    const find = (name: string): Float32Array => {
      const tensor = tensors.find((candidate) => candidate.name === name);
      if (!(tensor?.data instanceof Float32Array)) throw new Error(`it has no ${name}`);
      return tensor.data;
    };
    if (metadata['format'] !== format || metadata['origin'] !== origin) throw new Error('it holds something else');
    const realAre = metadata['realAre'] === 'test' ? 'test' : 'others';
    return { features: find('features'), realDistances: find('realDistances'), realAre };
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    const message = worded('explore.index', { file, reason: toldBy(error) });
    throw new StudioError('file-unreadable', message, { cause: error });
  }
}

/** Builds it where it is not there yet. TensorFlow must be started; cancelled by ending the process. */
export async function buildTrainingIndex(recipe: Recipe, tell: (progress: IndexProgress) => void): Promise<void> {
  tell({ stage: 'starting', share: 0 });
  const images = await openRunImages(recipe);
  const likeness = await openLikeness(recipe, {
    // it is only about the cache, and the features are the same
    onNotice: (sentence) => console.error(sentence),
    onTraining: (step, steps) => {
      if (step % 10 === 0) tell({ stage: 'classifier', share: step / steps });
    },
  });
  try {
    if (await isThere(recipe, images, likeness)) return;
    const features = await look(images, images.training, mostIndexed, likeness, (share) =>
      tell({ stage: 'training', share }),
    );
    const { test } = images;
    const real = test
      ? await look(images, test, mostReal, likeness, () => undefined)
      : features.subarray(0, mostReal * likeness.width);
    const realDistances = await nearestDistances(real, features, likeness.width, test ? 0 : 1, (share) =>
      tell({ stage: 'real', share }),
    );
    const index: TrainingIndex = { features, realDistances, realAre: test ? 'test' : 'others' };
    await keep(index, originOf(recipe, images, likeness), likeness.width);
  } finally {
    likeness.dispose();
    images.close();
  }
}

/** A damaged file is built anew. */
async function isThere(recipe: Recipe, images: RunImages, likeness: Likeness): Promise<boolean> {
  try {
    return (await readTrainingIndex(recipe, images, likeness)) !== null;
  } catch (error) {
    if (error instanceof StudioError) return false;
    throw error;
  }
}

async function look(
  images: RunImages,
  part: Images,
  most: number,
  likeness: Likeness,
  onShare: (share: number) => void,
): Promise<Float32Array> {
  const count = Math.min(most, part.count);
  const features = new Float32Array(count * likeness.width);
  for (let first = 0; first < count; first += atOnce) {
    const pixels = images.read(part, first, Math.min(atOnce, count - first));
    features.set(likeness.featuresOf(pixels), first * likeness.width);
    onShare(Math.min(1, (first + atOnce) / count));
    // lets the words about it leave
    await new Promise((resolve) => setImmediate(resolve));
  }
  return features;
}

async function keep({ features, realDistances, realAre }: TrainingIndex, origin: string, width: number): Promise<void> {
  const file = fileOf(origin);
  await mkdir(join(file, '..'), { recursive: true });
  const tensors = [
    { name: 'features', dtype: 'float32', shape: [features.length / width, width], data: features },
    { name: 'realDistances', dtype: 'float32', shape: [realDistances.length], data: realDistances },
  ] as const;
  await writeFileAtomically(file, encodeSafetensors(tensors, { format, origin, realAre }));
}
