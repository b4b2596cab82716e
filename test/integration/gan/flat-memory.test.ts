import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { createGanSession } from '../../../src/main/gan/session';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import { drawLatents } from '../../../src/shared/latents';
import { randomStreams } from '../../../src/shared/random';
import { tinyRecipe } from '../../tiny-recipe';
import { pixels } from './pytorch-fixture';

const mebibyte = 1024 * 1024;
/**
 * Measured: below 1 MB on Node 20; on Node 24, whose heap grows later and keeps its pages, 38 MB without collections in
 * between. Tensors are counted exactly above, so this catches what no count sees: 13 KB a step or more.
 */
const largestGrowth = 64 * mebibyte;

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

it('neither tensors nor memory grow over 5,000 steps', () => {
  const session = createGanSession(tinyRecipe);
  const { batchSize } = tinyRecipe.schedule;
  const fixed = drawLatents(tinyRecipe.latent, { seed: 1, stream: randomStreams.fixedLatents, step: 0 }, 16);
  const train = (from: number, to: number): void => {
    for (let step = from; step <= to; step++) {
      const position = { seed: 1, stream: randomStreams.discriminatorLatents, step };
      session.step('both', {
        step,
        real: pixels(step, batchSize * 64),
        discriminatorLatents: drawLatents(tinyRecipe.latent, position, batchSize),
        generatorLatents: null,
      });
      if (step % 100 === 0) session.sample(fixed);
      if (step % 500 === 0) residentMemory();
    }
  };
  // Node 24 lets its heap grow to its usual size over the first 2,000 steps
  train(1, 2_500);
  const tensors = session.tensorCount();
  const nativeTensors = countNativeTensors();
  const memory = residentMemory();
  train(2_501, 7_500);
  expect(session.tensorCount()).toBe(tensors);
  expect(countNativeTensors()).toBe(nativeTensors);
  expect(residentMemory() - memory).toBeLessThan(largestGrowth);
  session.dispose();
});

/** Tensors that the library itself holds, those that tfjs does not know of included. */
function countNativeTensors(): number {
  return (tf.backend() as unknown as { getNumOfTFTensors(): number }).getNumOfTFTensors();
}

/** Bytes, after a collection of garbage, so that only what is really held counts. */
function residentMemory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage.rss();
}
