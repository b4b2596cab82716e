import * as tf from '@tensorflow/tfjs-core';
import { dense } from './dense';

/**
 * How near each image of a batch is to the others: Σ over the others of exp(-L1 distance over the kernel axis).
 *
 * @param x [batch, in]
 * @param weight [in, features, kernel]
 * @returns [batch, features]
 */
export function closenessToOthers(x: tf.Tensor, weight: tf.Tensor): tf.Tensor {
  const [inputs = 0, features = 0, kernel = 0] = weight.shape;
  const projected = dense(x, tf.reshape(weight, [inputs, features * kernel]), undefined);
  const [batch = 0] = x.shape;
  const one = tf.reshape(projected, [batch, 1, features, kernel]);
  const other = tf.reshape(projected, [1, batch, features, kernel]);
  const distances = tf.sum(tf.abs(tf.sub(one, other)), 3);
  // each image is at distance 0 from itself, which is exp(0) too much
  return tf.sub(tf.sum(tf.exp(tf.neg(distances)), 1), 1);
}

/** Keeps the root's derivative finite. */
const epsilon = 1e-8;

/** x with one more channel: the standard deviation over the batch, averaged over everything else. */
export function joinDeviation(x: tf.Tensor): tf.Tensor {
  const centred = tf.sub(x, tf.mean(x, 0, true));
  const deviation = tf.mean(tf.sqrt(tf.add(tf.mean(tf.square(centred), 0), epsilon)));
  const channel = tf.add(tf.zeros([...x.shape.slice(0, -1), 1]), deviation);
  return tf.concat([x, channel], -1);
}
