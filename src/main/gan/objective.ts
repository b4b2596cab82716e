import * as tf from '@tensorflow/tfjs-core';
import { softplus } from './ops/activations';

/** A GAN objective as a pair of functions of discriminator logits [batch, 1]; each returns a scalar in nats. */
export interface Objective {
  discriminator(realLogits: tf.Tensor, fakeLogits: tf.Tensor): tf.Scalar;
  generator(fakeLogits: tf.Tensor): tf.Scalar;
}

/** Non-saturating loss. Goodfellow et al. 2014, section 3, https://arxiv.org/abs/1406.2661 */
export const nonSaturating: Objective = {
  // -log σ(real) - log(1 - σ(fake)), written with softplus so that it never overflows
  discriminator: (real, fake) => tf.add(meanSoftplus(tf.neg(real)), meanSoftplus(fake)),
  generator: (fake) => meanSoftplus(tf.neg(fake)),
};

/** The objective with the discriminator's loss multiplied by a number. */
export function weighDiscriminator(objective: Objective, weight: number): Objective {
  if (weight === 1) return objective;
  return { ...objective, discriminator: (real, fake) => tf.mul(objective.discriminator(real, fake), weight) };
}

function meanSoftplus(x: tf.Tensor): tf.Scalar {
  return tf.mean<tf.Scalar>(softplus({ x }));
}
