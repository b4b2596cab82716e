import * as tf from '@tensorflow/tfjs-core';
import { assertNever } from '../../shared/assert-never';
import type { ObjectiveSpec } from '../../shared/objective-spec';
import { leakyRelu, softplus } from './ops/activations';

/** A GAN objective as functions of discriminator logits [batch, 1]; each returns a batch mean, a scalar. */
export interface Objective {
  /** What the discriminator wants of real images. */
  real(logits: tf.Tensor): tf.Scalar;
  /** What the discriminator wants of fake images. */
  fake(logits: tf.Tensor): tf.Scalar;
  /** What the generator wants of its fake images. */
  generator(fakeLogits: tf.Tensor): tf.Scalar;
}

/** The objective with its clamp and smoothed labels; the discriminator's weight is applied to each of its halves. */
export function createObjective(spec: ObjectiveSpec): Objective {
  const { real, fake, generator } = lossesOf(spec);
  const { probabilityClamp, discriminatorWeight: weight } = spec;
  const limit = probabilityClamp === null ? null : Math.log((1 - probabilityClamp) / probabilityClamp);
  const atLeast = (logits: tf.Tensor): tf.Tensor => (limit === null ? logits : tf.maximum(logits, -limit));
  const atMost = (logits: tf.Tensor): tf.Tensor => (limit === null ? logits : tf.minimum(logits, limit));
  const weighed = (loss: tf.Scalar): tf.Scalar => (weight === 1 ? loss : tf.mul(loss, weight));
  return {
    real: (logits) => weighed(real(atLeast(logits))),
    fake: (logits) => weighed(fake(atMost(logits))),
    generator: (logits) => generator(atMost(logits)),
  };
}

function lossesOf({ kind, realTarget, fakeTarget }: ObjectiveSpec): Objective {
  const halves = {
    real: (logits: tf.Tensor): tf.Scalar => crossEntropy(logits, realTarget),
    fake: (logits: tf.Tensor): tf.Scalar => crossEntropy(logits, fakeTarget),
  };
  switch (kind) {
    case 'nonSaturating':
      // -log D(G(z))
      return { ...halves, generator: (logits) => crossEntropy(logits, 1) };
    case 'saturating':
      // log(1 - D(G(z)))
      return { ...halves, generator: (logits) => tf.neg(crossEntropy(logits, 0)) };
    case 'leastSquares':
      return {
        real: (logits) => halfSquare(tf.sub(logits, 1)),
        fake: (logits) => halfSquare(logits),
        generator: (logits) => halfSquare(tf.sub(logits, 1)),
      };
    case 'hinge':
      return {
        real: (logits) => mean(leakyRelu({ x: tf.sub(1, logits) }, { slope: 0 })),
        fake: (logits) => mean(leakyRelu({ x: tf.add(1, logits) }, { slope: 0 })),
        generator: (logits) => tf.neg(mean(logits)),
      };
    case 'wasserstein':
      return {
        real: (logits) => tf.neg(mean(logits)),
        fake: (logits) => mean(logits),
        generator: (logits) => tf.neg(mean(logits)),
      };
    default:
      return assertNever(kind);
  }
}

/** -target · log σ(x) - (1 - target) · log(1 - σ(x)), written with softplus so that it never overflows. Nats. */
function crossEntropy(logits: tf.Tensor, target: number): tf.Scalar {
  const wanted = (): tf.Scalar => mean(softplus({ x: tf.neg(logits) }));
  const unwanted = (): tf.Scalar => mean(softplus({ x: logits }));
  if (target === 1) return wanted();
  if (target === 0) return unwanted();
  return tf.add(tf.mul(wanted(), target), tf.mul(unwanted(), 1 - target));
}

function halfSquare(x: tf.Tensor): tf.Scalar {
  return tf.mul(mean(tf.square(x)), 0.5);
}

function mean(x: tf.Tensor): tf.Scalar {
  return tf.mean<tf.Scalar>(x);
}
