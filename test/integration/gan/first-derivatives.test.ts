import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { nonSaturating, weighDiscriminator } from '../../../src/main/gan/objective';
import { batchNormEvaluation, batchNormTraining } from '../../../src/main/gan/ops/batch-norm';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { Shape } from '../../../src/shared/tensor';
import { at, difference, dot, fill, flat } from './finite-differences';
import { expectClose } from './pytorch-fixture';

interface DerivativeCase {
  readonly inputs: readonly Shape[];
  readonly apply: (...inputs: tf.Tensor[]) => tf.Tensor;
}

const halved = weighDiscriminator(nonSaturating, 0.5);

/** What has first derivatives only, or is a scalar: the others are in second-derivatives.test.ts. */
const cases: Readonly<Record<string, DerivativeCase>> = {
  'batch norm in training': {
    inputs: [[3, 2, 2, 2], [2], [2]],
    apply: (x, scale, offset) => batchNorm(batchNormTraining, x, scale, offset),
  },
  'batch norm in evaluation': {
    inputs: [[3, 2, 2, 2], [2], [2]],
    apply: (x, scale, offset) => batchNorm(batchNormEvaluation, x, scale, offset),
  },
  'the discriminator’s loss': {
    inputs: [
      [4, 1],
      [4, 1],
    ],
    apply: (real, fake) => nonSaturating.discriminator(at(real), at(fake)),
  },
  'the discriminator’s loss with half the weight': {
    inputs: [
      [4, 1],
      [4, 1],
    ],
    apply: (real, fake) => halved.discriminator(at(real), at(fake)),
  },
  'the generator’s loss': { inputs: [[4, 1]], apply: (fake) => nonSaturating.generator(at(fake)) },
};

describe.each(['tensorflow', 'js'] as const)('on the backend %s', (backend) => {
  beforeAll(async () => {
    await startTensorFlow({ backend });
  });

  it.each(Object.entries(cases))('%s has the first derivatives of finite differences', (_name, { inputs, apply }) => {
    const points = inputs.map((shape, index) => fill(shape, 30 + index));
    const direction = inputs.map((shape, index) => fill(shape, 60 + index));
    const value = (...values: tf.Tensor[]): tf.Scalar => {
      const y = apply(...values);
      return tf.sum(tf.mul(y, fill(y.shape, 90)));
    };
    const slopes = tf.grads(value)(points);
    const [changed] = difference((moved) => [value(...moved)], points, direction);
    expectClose('first', flat(dot(slopes, direction)), flat(changed), 5e-3);
  });

  it('the discriminator’s loss is multiplied by its weight, the generator’s is not', () => {
    const [real, fake] = [fill([4, 1], 1), fill([4, 1], 2)];
    const [whole] = flat(nonSaturating.discriminator(real, fake));
    expect(flat(halved.discriminator(real, fake))[0]).toBeCloseTo((whole ?? Number.NaN) / 2, 6);
    expect(flat(halved.generator(fake))).toEqual(flat(nonSaturating.generator(fake)));
  });
});

function batchNorm(
  normalise: typeof batchNormTraining,
  x: tf.Tensor | undefined,
  scale: tf.Tensor | undefined,
  offset: tf.Tensor | undefined,
): tf.Tensor {
  const runningMean = tf.variable(tf.tensor1d([0.1, -0.2]), false);
  const runningVariance = tf.variable(tf.tensor1d([0.8, 1.2]), false);
  // only their values are read, so that plain tensors do
  const given = { scale: at(scale), offset: at(offset) } as Record<'scale' | 'offset', tf.Variable>;
  return normalise(at(x), { ...given, runningMean, runningVariance });
}
