import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork, type Network } from '../../../src/main/gan/network';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { LayerSpec } from '../../../src/shared/layer-specs';
import { inferShapes } from '../../../src/shared/shape-inference';
import { elementCount, formatShape } from '../../../src/shared/tensor';
import { expectClose, numbers, readFixture } from './pytorch-fixture';
import { inWords } from '../../../src/shared/wording/worded';

interface LayerCase {
  readonly layer: LayerSpec;
  readonly batch: number;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  readonly y: readonly number[];
  readonly xGradient: readonly number[];
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  readonly statistics?: Readonly<Record<string, readonly number[]>>;
  readonly evaluated?: readonly number[];
}

const cases = readFixture<readonly LayerCase[]>('layers.json').map(
  (recorded) => [describeCase(recorded), recorded] as const,
);

function describeCase({ layer, inputShape, outputShape }: LayerCase): string {
  const window =
    layer.kind === 'conv' || layer.kind === 'transposedConv'
      ? ` k${layer.kernel} s${layer.stride} p${layer.padding}`
      : '';
  const norm = 'spectralNorm' in layer ? ' with spectral norm' : '';
  return `${layer.kind}${window}${norm} ${formatShape(inputShape)} to ${formatShape(outputShape)}`;
}

describe.each(['tensorflow', 'js'] as const)('on the backend %s', (backend) => {
  beforeAll(async () => {
    await startTensorFlow({ backend });
  });

  it.each(cases)('%s computes what PyTorch computes, forward and backward', (_name, recorded) => {
    const network = buildLayer(recorded);
    const variables = network.trainable.map(({ variable }) => variable);
    const inputShape = [recorded.batch, ...recorded.inputShape];
    const x = tf.tensor(numbers(1, elementCount(inputShape), -2, 2), inputShape);
    let y: tf.Tensor | undefined;
    const [xGradient, ...gradients] = tf.grads((input: tf.Tensor) => {
      y = tf.keep(network.forward(input, { training: true }));
      return tf.sum(tf.mul(y, tf.tensor(numbers(2, y.size), y.shape)));
    })([x, ...variables]);

    expect(y?.shape.slice(1)).toEqual(recorded.outputShape);
    expectClose('y', y?.dataSync() ?? [], recorded.y);
    expectClose('gradient of x', xGradient?.dataSync() ?? [], recorded.xGradient);
    expect(network.trainable.map(({ name }) => name)).toEqual(Object.keys(recorded.gradients));
    for (const [index, { name }] of network.trainable.entries()) {
      expectClose(`gradient of ${name}`, gradients[index]?.dataSync() ?? [], recorded.gradients[name] ?? []);
    }
    for (const { name, variable } of network.statistics) {
      const statistic = name.split('/').at(-1) ?? '';
      expectClose(name, variable.dataSync(), recorded.statistics?.[statistic] ?? []);
    }
    if (recorded.evaluated) {
      expectClose('y in evaluation', network.forward(x, { training: false }).dataSync(), recorded.evaluated);
    }
  });
});

function buildLayer({ layer, inputShape }: LayerCase): Network {
  const inference = inferShapes({ layers: [layer] }, inputShape);
  if (!inference.ok) throw new Error(inWords(inference.error.told, 'en'));
  const options = { description: inference.network, initialisation: 'fanIn', seed: 0, firstTable: 0 } as const;
  const network = buildNetwork({ name: '', ...options });
  for (const [index, { name, variable }] of network.trainable.entries()) {
    const [low, high] = name.endsWith('scale') ? [0.5, 1.5] : [-0.5, 0.5];
    variable.assign(tf.tensor(numbers(10 + index, variable.size, low, high), variable.shape));
  }
  for (const { name, variable } of network.statistics) {
    if (name.endsWith('spectralU')) variable.assign(unitVector(numbers(50, variable.size)));
  }
  return { ...network, trainable: network.trainable.map((named) => ({ ...named, name: named.name.slice(1) })) };
}

function unitVector(values: Float32Array): tf.Tensor {
  return tf.tensor(values.map((value) => value / Math.hypot(...values)));
}
