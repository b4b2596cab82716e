import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createObjective } from '../../../src/main/gan/objective';
import { batchNormEvaluation, batchNormTraining } from '../../../src/main/gan/ops/batch-norm';
import { objectiveSpecSchema } from '../../../src/shared/objective-spec';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { Shape } from '../../../src/shared/tensor';
import { at, difference, dot, fill, flat } from './finite-differences';
import { expectClose } from './pytorch-fixture';

interface DerivativeCase {
  readonly inputs: readonly Shape[];
  readonly apply: (...inputs: tf.Tensor[]) => tf.Tensor;
}

const objectives = [
  { kind: 'nonSaturating' },
  { kind: 'nonSaturating', discriminatorWeight: 0.5, realTarget: 0.9, fakeTarget: 0.1 },
  { kind: 'saturating', probabilityClamp: 0.3 },
  { kind: 'leastSquares' },
  { kind: 'hinge' },
  { kind: 'wasserstein' },
] as const;

const objectiveCases = Object.fromEntries(
  objectives.flatMap((given) => {
    const objective = createObjective(objectiveSpecSchema.parse({ ...given, sharedFake: false }));
    return (['real', 'fake', 'generator'] as const).map((half): [string, DerivativeCase] => [
      `${JSON.stringify(given)}, ${half}`,
      { inputs: [[4, 1]], apply: (logits) => objective[half](at(logits)) },
    ]);
  }),
);

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
  ...objectiveCases,
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
    const [whole, halved] = [1, 0.5].map((discriminatorWeight) =>
      createObjective(objectiveSpecSchema.parse({ kind: 'nonSaturating', sharedFake: false, discriminatorWeight })),
    );
    const logits = fill([4, 1], 1);
    for (const half of ['real', 'fake'] as const) {
      expect(flat(halved?.[half](logits) ?? logits)[0]).toBeCloseTo(
        (flat(whole?.[half](logits) ?? logits)[0] ?? 0) / 2,
        6,
      );
    }
    expect(flat(halved?.generator(logits) ?? logits)).toEqual(flat(whole?.generator(logits) ?? logits));
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
