import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { createCompiledExecution } from '../../../../src/main/gan/compiled-execution';
import type { Execution } from '../../../../src/main/gan/execution';
import { buildModel } from '../../../../src/main/gan/model';
import { compiledShapes } from '../../../../src/main/gan/session';
import { startTensorFlow } from '../../../../src/main/gan/tensorflow';
import { tinyRecipe } from '../../../tiny-recipe';
import { feedsOf } from './step-feeds';

const mebibyte = 1024 * 1024;

/** Takes long and does not depend on the Node. */
const once = process.env['GAN_STUDIO_SECOND_NODE'] === undefined ? it : it.skip;

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

once('neither tensors nor memory grow over 10,000 compiled steps', () => {
  const execution = compiled();
  train(execution, 1, 3_000);
  const tensors = countTensors();
  const memory = residentMemory();
  train(execution, 3_001, 13_000);
  expect(countTensors()).toEqual(tensors);
  expect(residentMemory() - memory).toBeLessThan(32 * mebibyte);
  execution.dispose();
});

once('50 runs one after another do not grow', () => {
  const run = (): void => {
    const execution = compiled();
    train(execution, 1, 20);
    execution.dispose();
  };
  // the first ones fill TensorFlow's own caches, and Node 24's heap grows to its usual size
  for (let index = 0; index < 70; index++) run();
  const tensors = countTensors();
  const memory = residentMemory();
  for (let index = 0; index < 50; index++) run();
  expect(countTensors()).toEqual(tensors);
  // a session that stayed would hold its variables, its graph and its executors: 400 KB at least
  expect(residentMemory() - memory).toBeLessThan(16 * mebibyte);
});

function compiled(): Execution {
  return createCompiledExecution(buildModel(tinyRecipe), compiledShapes(tinyRecipe, ['both']));
}

function train(execution: Execution, from: number, to: number): void {
  for (let step = from; step <= to; step++) {
    execution.step('both', feedsOf(tinyRecipe, step));
    if (step % 500 === 0) residentMemory();
  }
}

/** What tfjs knows of, and what the library itself holds. */
function countTensors(): readonly number[] {
  const native = (tf.backend() as unknown as { getNumOfTFTensors(): number }).getNumOfTFTensors();
  return [tf.memory().numTensors, native];
}

/** Bytes, after a collection of garbage, so that only what is really held counts. */
function residentMemory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage.rss();
}
