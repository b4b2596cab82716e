import * as tf from '@tensorflow/tfjs-core';
import { buildNetwork } from '../src/main/gan/network';
import { writeVariables } from '../src/main/gan/state';
import { labelsInTurn } from '../src/shared/labels';
import { drawLatents } from '../src/shared/latents';
import { randomStreams } from '../src/shared/random';
import { describeNetwork, type Recipe } from '../src/shared/recipe';
import type { NamedTensor } from '../src/shared/tensor';

export interface Question {
  /** [count, latent size] */
  readonly latents: Float32Array;
  /** [count] */
  readonly labels: Uint16Array;
  readonly count: number;
}

/** Latents as `sample` draws them, and all classes in turn. */
export function questionOf({ latent, classes }: Recipe, count: number): Question {
  const position = { seed: 5, stream: randomStreams.sampleLatents, step: 0 };
  return { latents: drawLatents(latent, position, count), labels: labelsInTurn(classes ?? 1, count), count };
}

/** What the studio's own generator makes, before it becomes pixels: [count, height, width, channels]. TensorFlow must be started. */
export function evaluateGenerator(
  recipe: Recipe,
  tensors: readonly NamedTensor[],
  network: 'generator' | 'ema/generator',
  { latents, labels, count }: Question,
): Float32Array {
  const description = describeNetwork(recipe, 'generator');
  const built = buildNetwork({ name: network, description, initialisation: 'fanIn', seed: 1, firstTable: 0 });
  writeVariables(tensors, [...built.trainable, ...built.statistics]);
  const image = tf.tidy(() => {
    const z = tf.tensor2d(latents, [count, recipe.latent.size]);
    const { classes } = recipe;
    const asked = classes === null ? null : tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), classes);
    const made = built.forward(z, { training: false, labels: asked && tf.cast(asked, 'float32') });
    return Float32Array.from(made.dataSync());
  });
  built.dispose();
  return image;
}

export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let index = 0; index < expected.length; index++) {
    const difference = Math.abs((actual[index] ?? Number.NaN) - (expected[index] ?? Number.NaN));
    // not a number is further away than anything
    largest = difference <= largest ? largest : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return largest;
}
