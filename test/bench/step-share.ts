import * as tf from '@tensorflow/tfjs-core';
import { createBatches } from '../../src/main/data/batches';
import { openDataSet } from '../../src/main/data/open-data-set';
import { dataCacheFolder } from '../../src/main/runs/locations';
import { createGanSession } from '../../src/main/gan/session';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { drawLatents } from '../../src/shared/latents';
import { randomStreams } from '../../src/shared/random';
import type { Recipe } from '../../src/shared/recipe';
import type { Figure } from './figure';

/** Methods of the native module in which TensorFlow itself works. */
const nativeMethods = ['executeOp', 'runSavedModel', 'createTensor', 'tensorDataSync', 'deleteTensor'] as const;

type NativeModule = Record<(typeof nativeMethods)[number], (...args: unknown[]) => unknown>;

/** The share of a training step that is not spent in native TensorFlow: batches, latents, tfjs and the loop around. */
export async function measureShareOutside(recipe: Recipe, steps: number): Promise<Figure> {
  await startTensorFlow({ backend: 'tensorflow' });
  const { training } = await openDataSet(recipe.data.source, { shape: recipe.data, cacheFolder: dataCacheFolder() });
  const batches = createBatches(training, recipe.schedule.batchSize, recipe.seed);
  // before the session, which keeps the native module that it finds
  const clock = countNativeTime();
  const session = createGanSession(recipe);
  const values: number[] = [];
  try {
    for (let step = 1; step <= steps; step++) {
      const nativeBefore = clock.milliseconds();
      const start = performance.now();
      const at = { seed: recipe.seed, step };
      const { batchSize } = recipe.schedule;
      const forDiscriminator = { ...at, stream: randomStreams.discriminatorLatents };
      const forGenerator = { ...at, stream: randomStreams.generatorLatents };
      session.step('both', {
        step,
        real: batches.batch(step).pixels,
        discriminatorLatents: drawLatents(recipe.latent, forDiscriminator, batchSize),
        generatorLatents: recipe.objective.sharedFake ? null : drawLatents(recipe.latent, forGenerator, batchSize),
      });
      const whole = performance.now() - start;
      // the first steps also warm the engine up
      if (step > steps / 4) values.push(100 * (1 - (clock.milliseconds() - nativeBefore) / whole));
    }
  } finally {
    clock.release();
    session.dispose();
  }
  return { name: `${recipe.preset}, share of a step outside TensorFlow`, unit: '%', values };
}

/** Counts the time inside the native module while it is installed. */
function countNativeTime(): { milliseconds(): number; release(): void } {
  const backend = tf.backend() as unknown as { binding: NativeModule };
  const original = backend.binding;
  let total = 0;
  const counting = Object.create(original) as NativeModule;
  for (const method of nativeMethods) {
    const value = (...args: unknown[]): unknown => {
      const start = performance.now();
      try {
        return original[method](...args);
      } finally {
        total += performance.now() - start;
      }
    };
    // the native module's own methods cannot be assigned, only shadowed
    Object.defineProperty(counting, method, { value });
  }
  backend.binding = counting;
  return {
    milliseconds: () => total,
    release: () => {
      backend.binding = original;
    },
  };
}
