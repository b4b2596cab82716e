import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { augment } from '../../../src/main/gan/augmentation';
import { buildNetwork } from '../../../src/main/gan/network';
import { leakyRelu, sigmoid, softplus, tanh } from '../../../src/main/gan/ops/activations';
import { convolve, inputGradient } from '../../../src/main/gan/ops/convolution';
import { dense } from '../../../src/main/gan/ops/dense';
import { upsample } from '../../../src/main/gan/ops/upsample';
import { spectrallyNormalised } from '../../../src/main/gan/spectral-norm';
import { createStepRandom, type StepRandom } from '../../../src/main/gan/step-random';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { LayerSpec } from '../../../src/shared/layer-specs';
import { inferShapes } from '../../../src/shared/shape-inference';
import type { Shape } from '../../../src/shared/tensor';
import { at, difference, dot, fill, flat } from './finite-differences';
import { expectClose } from './pytorch-fixture';
import { inWords } from '../../../src/shared/wording/worded';

interface DerivativeCase {
  readonly inputs: readonly Shape[];
  readonly apply: (...inputs: tf.Tensor[]) => tf.Tensor;
}

const image = [2, 4, 4, 2] as const;

const cases: Readonly<Record<string, DerivativeCase>> = {
  tanh: { inputs: [[3, 5]], apply: (x) => tanh({ x: at(x) }) },
  sigmoid: { inputs: [[3, 5]], apply: (x) => sigmoid({ x: at(x) }) },
  softplus: { inputs: [[3, 5]], apply: (x) => softplus({ x: at(x) }) },
  leakyRelu: { inputs: [[3, 5]], apply: (x) => leakyRelu({ x: at(x) }, { slope: 0.2 }) },
  relu: { inputs: [[3, 5]], apply: (x) => leakyRelu({ x: at(x) }, { slope: 0 }) },
  'tanh of leakyRelu of dense': {
    inputs: [[3, 4], [4, 2], [2]],
    apply: (x, weight, bias) => tanh({ x: leakyRelu({ x: dense(at(x), at(weight), bias) }, { slope: 0.1 }) }),
  },
  dense: { inputs: [[3, 4], [4, 2], [2]], apply: (x, weight, bias) => dense(at(x), at(weight), bias) },
  'convolution k4 s2 p1': {
    inputs: [image, [4, 4, 2, 3]],
    apply: (x, filter) => convolve({ x: at(x), filter: at(filter) }, { stride: 2, padding: 1 }),
  },
  'convolution that sees the whole image': {
    inputs: [image, [4, 4, 2, 3]],
    apply: (x, filter) => convolve({ x: at(x), filter: at(filter) }, { stride: 1, padding: 0 }),
  },
  'transposed convolution k3 s2 p1': {
    inputs: [
      [2, 3, 3, 2],
      [3, 3, 8, 2],
    ],
    apply: (x, filter) =>
      inputGradient({ filter: at(filter), gradient: at(x) }, { stride: 2, padding: 1, inputShape: [2, 5, 5, 8] }),
  },
  upsample: { inputs: [image], apply: (x) => upsample({ x: at(x) }, { factor: 2 }) },
  'tanh of dense with spectral norm': {
    inputs: [
      [3, 4],
      [4, 2],
    ],
    apply: (x, weight) => {
      const vectors = { u: tf.variable(tf.tensor([0.8, 0.6]), false), v: tf.variable(fill([4], 5), false) };
      return tanh({ x: dense(at(x), spectrallyNormalised(at(weight), 'dense', vectors, false), undefined) });
    },
  },
  'tanh of dropout': {
    inputs: [[3, 5]],
    apply: (x) => tanh({ x: drawing({ kind: 'dropout', id: 'layer', rate: 0.4 }, at(x)) }),
  },
  'tanh of noise': {
    inputs: [[3, 5]],
    apply: (x) => tanh({ x: drawing({ kind: 'noise', id: 'layer', deviation: 0.1 }, at(x)) }),
  },
  'tanh of augmented images': {
    inputs: [[2, 8, 8, 3]],
    apply: (x) => tanh({ x: augment(at(x), ['colour', 'translation', 'cutout'], '[-1, 1]', sameDraws()) }),
  },
};

/** Draws the same each time, so that only the input changes between two evaluations. */
function sameDraws(): StepRandom {
  return createStepRandom(tf.tensor1d([1, 2], 'int32'));
}

function drawing(layer: LayerSpec, x: tf.Tensor): tf.Tensor {
  const inference = inferShapes({ layers: [layer] }, x.shape.slice(1));
  if (!inference.ok) throw new Error(inWords(inference.error.told, 'en'));
  const options = { description: inference.network, initialisation: 'fanIn', seed: 1, firstTable: 0 } as const;
  return buildNetwork({ name: '', ...options }).forward(x, { training: true, random: sameDraws() });
}

describe.each(['tensorflow', 'js'] as const)('on the backend %s', (backend) => {
  beforeAll(async () => {
    await startTensorFlow({ backend });
  });

  it.each(Object.entries(cases))('%s has the first and second derivatives of finite differences', (_name, tested) => {
    const points = tested.inputs.map((shape, index) => fill(shape, 30 + index));
    const direction = tested.inputs.map((shape, index) => fill(shape, 60 + index));
    const value = scalarOf(tested);
    const slope = (inputs: readonly tf.Tensor[]): tf.Tensor[] => tf.grads(value)([...inputs]);

    const first = slope(points);
    // measured against the sum without signs, because the terms may cancel
    const size =
      flat(
        dot(
          first.map((part) => tf.abs(part)),
          direction.map((part) => tf.abs(part)),
        ),
      )[0] ?? 0;
    const [changed] = difference((at) => [value(...at)], points, direction);
    expectClose('first', [...flat(dot(first, direction)), size], [...flat(changed), size], 5e-3);
    const alongDirection = tf.grads((...inputs: tf.Tensor[]) => dot(slope(inputs), direction))(points);
    const expected = difference(slope, points, direction);
    for (const [index, second] of alongDirection.entries()) {
      expectClose(`second by input ${index}`, flat(second), flat(expected[index]), 5e-3);
    }
  });
});

it('batch norm refuses a second derivative with its name, where tfjs would give a wrong one', async () => {
  await startTensorFlow({ backend: 'tensorflow' });
  const { batchNormTraining } = await import('../../../src/main/gan/ops/batch-norm');
  const variables = {
    scale: tf.variable(tf.ones([2])),
    offset: tf.variable(tf.zeros([2])),
    runningMean: tf.variable(tf.zeros([2])),
    runningVariance: tf.variable(tf.ones([2])),
  };
  const slope = tf.grad((x: tf.Tensor) => tf.sum(tf.square(tanh({ x: batchNormTraining(x, variables) }))));
  const x = fill([4, 2], 1);
  expect(slope(x).shape).toEqual([4, 2]);
  expect(() => tf.grad((at: tf.Tensor) => tf.sum(slope(at)))(x)).toThrow('StudioBatchNormGrad');
});

/** A function with curvature everywhere: the weighted sum of (y + y²). */
function scalarOf({ apply }: DerivativeCase): (...inputs: tf.Tensor[]) => tf.Scalar {
  return (...inputs) => {
    const y = apply(...inputs);
    return tf.sum(tf.mul(tf.add(y, tf.square(y)), fill(y.shape, 90)));
  };
}
