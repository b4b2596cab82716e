import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adamFactors, createAdam } from '../../../src/main/gan/adam';
import { nonSaturating } from '../../../src/main/gan/objective';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { OptimiserSpec } from '../../../src/shared/recipe';
import { expectClose, numbers, readFixture } from './pytorch-fixture';

interface LossCase {
  readonly scale: number;
  readonly discriminator: number;
  readonly realGradient: readonly number[];
  readonly fakeGradient: readonly number[];
  readonly generator: number;
  readonly generatorGradient: readonly number[];
}

interface AdamCase {
  readonly optimiser: Omit<OptimiserSpec, 'kind'>;
  readonly weights: readonly (readonly number[])[];
  readonly m: readonly number[];
  readonly v: readonly number[];
}

describe.each(['tensorflow', 'js'] as const)('on the backend %s', (backend) => {
  beforeAll(async () => {
    await startTensorFlow({ backend });
  });

  it.each(readFixture<readonly LossCase[]>('losses.json'))(
    'losses of logits up to ±$scale equal PyTorch, with their gradients',
    (recorded) => {
      const logits = (seed: number): tf.Tensor =>
        tf.tensor(numbers(seed, 6, -recorded.scale, recorded.scale), [6, 1], 'float32');
      const [real, fake] = [logits(3), logits(4)];
      expectClose('D', nonSaturating.discriminator(real, fake).dataSync(), [recorded.discriminator]);
      expectClose('G', nonSaturating.generator(fake).dataSync(), [recorded.generator]);
      const gradients = tf.grads((a: tf.Tensor, b: tf.Tensor) => nonSaturating.discriminator(a, b))([real, fake]);
      expectClose('D by real logits', gradients[0]?.dataSync() ?? [], recorded.realGradient);
      expectClose('D by fake logits', gradients[1]?.dataSync() ?? [], recorded.fakeGradient);
      const gradient = tf.grad((logit: tf.Tensor) => nonSaturating.generator(logit))(fake);
      expectClose('G by fake logits', gradient.dataSync(), recorded.generatorGradient);
    },
  );

  it('losses of undecided logits are log 4 and log 2', () => {
    const undecided = tf.zeros([5, 1]);
    expectClose('D', nonSaturating.discriminator(undecided, undecided).dataSync(), [Math.log(4)]);
    expectClose('G', nonSaturating.generator(undecided).dataSync(), [Math.log(2)]);
  });

  it('five updates of Adam with a large epsilon equal PyTorch', () => {
    const recorded = readFixture<AdamCase>('adam.json');
    const spec: OptimiserSpec = { kind: 'adam', ...recorded.optimiser };
    const variable = tf.variable(tf.tensor(numbers(5, 8)));
    const adam = createAdam(spec, [{ name: 'generator/dense1/weight', variable }]);
    for (const [index, expected] of recorded.weights.entries()) {
      const { stepSize, epsilon } = adamFactors(spec, index + 1);
      adam.apply([tf.tensor(numbers(21 + index, 8))], { stepSize: tf.scalar(stepSize), epsilon: tf.scalar(epsilon) });
      expectClose(`weight after update ${index + 1}`, variable.dataSync(), expected);
    }
    const [m, v] = adam.slots;
    expect([m?.name, v?.name]).toEqual(['optimiser/generator/dense1/weight/m', 'optimiser/generator/dense1/weight/v']);
    expectClose('m', m?.variable.dataSync() ?? [], recorded.m);
    expectClose('v', v?.variable.dataSync() ?? [], recorded.v);
  });
});
