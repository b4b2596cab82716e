import * as tf from '@tensorflow/tfjs-core';
import { squaredLength } from './ops/squared-length';

/** Euclidean length of all gradients of a network taken as one vector, a scalar. */
export function gradientLength(gradients: readonly tf.Tensor[]): tf.Tensor {
  const [first, ...others] = gradients.map((gradient) => squaredLength({ gradient }));
  if (!first) throw new Error('A network without parameters has no gradient.');
  return tf.sqrt(others.reduce((sum, part) => tf.add(sum, part), first));
}

/** The gradients multiplied by min(1, limit / (length + 1e-6)), as PyTorch's `clip_grad_norm_` does. */
export function shorten(gradients: readonly tf.Tensor[], length: tf.Tensor, limit: number): readonly tf.Tensor[] {
  const share = tf.minimum(tf.div(limit, tf.add(length, 1e-6)), 1);
  return gradients.map((gradient) => tf.mul(gradient, share));
}
