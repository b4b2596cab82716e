import * as tf from '@tensorflow/tfjs-core';
import { assertNever } from '../../shared/assert-never';
import type { ObjectiveSpec } from '../../shared/objective-spec';

export type GradientPenalty = NonNullable<ObjectiveSpec['gradientPenalty']>;

/** Under the root, so that the length of a gradient of 0 has a derivative. */
const leastSquaredLength = 1e-12;

interface PenalisedImages {
  /** [batch, height, width, channels] */
  readonly real: tf.Tensor;
  readonly fake: tf.Tensor;
  /** Share of the real image in each mixture, [batch, 1, 1, 1], 0 to 1; null where only real images count. */
  readonly mixing: tf.Tensor | null;
}

/**
 * A penalty on how steeply the discriminator's logit rises with the image, a scalar.
 *
 * @param judge logits [batch, 1] of images; each image's logit must depend on it alone
 */
export function gradientPenalty(
  { kind, weight }: GradientPenalty,
  judge: (images: tf.Tensor) => tf.Tensor,
  { real, fake, mixing }: PenalisedImages,
): tf.Scalar {
  switch (kind) {
    case 'interpolated': {
      if (!mixing) throw new Error('An interpolated gradient penalty needs mixing shares.');
      const between = tf.add(fake, tf.mul(mixing, tf.sub(real, fake)));
      const lengths = tf.sqrt(tf.add(squaredSlopes(judge, between), leastSquaredLength));
      return tf.mul(tf.mean<tf.Scalar>(tf.square(tf.sub(lengths, 1))), weight);
    }
    case 'real':
      return tf.mul(tf.mean<tf.Scalar>(squaredSlopes(judge, real)), weight / 2);
    default:
      return assertNever(kind);
  }
}

/** ‖∇D‖² of each image, [batch] */
function squaredSlopes(judge: (images: tf.Tensor) => tf.Tensor, images: tf.Tensor): tf.Tensor {
  const slopes = tf.grad((x) => tf.sum(judge(x)))(images);
  const [batch = 0] = images.shape;
  return tf.sum(tf.square(tf.reshape(slopes, [batch, -1])), 1);
}
