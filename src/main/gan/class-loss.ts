import * as tf from '@tensorflow/tfjs-core';

/**
 * Batch mean of -log p(class). Nats.
 *
 * @param logits [batch, classes]
 * @param wanted [batch, classes], 1 at the class, 0 elsewhere
 */
export function classLoss(logits: tf.Tensor, wanted: tf.Tensor): tf.Scalar {
  return tf.neg(tf.mean<tf.Scalar>(tf.sum(tf.mul(wanted, tf.logSoftmax(logits)), 1)));
}
