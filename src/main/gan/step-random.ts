import * as tf from '@tensorflow/tfjs-core';
import type { Shape } from '../../shared/tensor';
import { randomNumbers, type RandomDistribution } from './ops/random-numbers';

/**
 * Random numbers that a step draws while it runs, for masks and noise that would be too much to feed. They are a pure
 * function of the fed seed and of how many draws came before, so a step can be recorded and repeated.
 */
export interface StepRandom {
  /** float32 in [0, 1) */
  uniform(shape: Shape): tf.Tensor;
  /** N(0, 1) */
  normal(shape: Shape): tf.Tensor;
}

/** @param seed int32 [2], each 0 to 2^31 - 1 */
export function createStepRandom(seed: tf.Tensor): StepRandom {
  let draws = 0;
  const draw = (shape: Shape, distribution: RandomDistribution): tf.Tensor =>
    tf.tidy(() => {
      // two words a seed: the step's first one stays, the second one counts on and may wrap
      const ownSeed = tf.add(seed, tf.tensor1d([0, draws], 'int32'));
      draws++;
      return randomNumbers({ seed: ownSeed }, { shape: [...shape], distribution });
    });
  return {
    uniform: (shape) => draw(shape, 'uniform'),
    normal: (shape) => draw(shape, 'normal'),
  };
}
