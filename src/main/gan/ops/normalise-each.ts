import * as tf from '@tensorflow/tfjs-core';

/** As PyTorch's norms have it. */
const epsilon = 1e-5;

/** All axes but the batch. */
export function imageAxes(x: tf.Tensor): readonly number[] {
  return Array.from({ length: x.rank - 1 }, (_, axis) => axis + 1);
}

/** (x - mean) / sqrt(variance + epsilon) over some axes of each image, with the biased variance. */
export function normaliseEach(x: tf.Tensor, axes: readonly number[]): tf.Tensor {
  const centred = tf.sub(x, tf.mean(x, [...axes], true));
  const variance = tf.mean(tf.square(centred), [...axes], true);
  return tf.div(centred, tf.sqrt(tf.add(variance, epsilon)));
}
