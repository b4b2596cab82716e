import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork } from '../../../src/main/gan/network';
import { createStepRandom, type StepRandom } from '../../../src/main/gan/step-random';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import type { LayerSpec } from '../../../src/shared/layer-specs';
import { inferShapes } from '../../../src/shared/shape-inference';
import { expectClose } from './pytorch-fixture';
import { inWords } from '../../../src/shared/wording/worded';

const seeds = [
  [0, 0],
  [1, 2],
  [2 ** 31 - 1, 2 ** 31 - 1],
  [123_456_789, 987_654_321],
] as const;

function randomOf(seed: readonly number[]): StepRandom {
  return createStepRandom(tf.tensor1d([...seed], 'int32'));
}

function draw(seed: readonly number[], kind: 'uniform' | 'normal', shape: readonly number[]): Float32Array {
  return randomOf(seed)[kind](shape).dataSync<'float32'>();
}

async function drawOn(backend: 'tensorflow' | 'js', ...parameters: Parameters<typeof draw>): Promise<Float32Array> {
  await startTensorFlow({ backend });
  return draw(...parameters);
}

describe('both backends draw the same numbers', () => {
  it.each(seeds)('uniform ones of the seed %i, %i', async (...seed) => {
    const native = await drawOn('tensorflow', seed, 'uniform', [7, 3]);
    expect(await drawOn('js', seed, 'uniform', [7, 3])).toEqual(native);
    expect(Math.min(...native)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...native)).toBeLessThan(1);
  });

  it.each(seeds)('normal ones of the seed %i, %i', async (...seed) => {
    const native = await drawOn('tensorflow', seed, 'normal', [10]);
    expectClose('numbers', await drawOn('js', seed, 'normal', [10]), native);
  });
});

describe('on native TensorFlow', () => {
  beforeAll(async () => {
    await startTensorFlow({ backend: 'tensorflow' });
  });

  it('another draw of the same step is another one, and the same step draws the same again', () => {
    const random = randomOf([5, 6]);
    const first = random.uniform([100]).dataSync();
    const second = random.uniform([100]).dataSync();
    expect(second).not.toEqual(first);
    const again = randomOf([5, 6]);
    expect(again.uniform([100]).dataSync()).toEqual(first);
    expect(again.uniform([100]).dataSync()).toEqual(second);
  });

  it('normal numbers have mean 0 and deviation 1', () => {
    const values = tf.tensor(draw([1, 1], 'normal', [100_000]));
    const { mean, variance } = tf.moments(values);
    expect(Math.abs(mean.dataSync()[0] ?? Number.NaN)).toBeLessThan(0.02);
    expect(Math.abs((variance.dataSync()[0] ?? Number.NaN) - 1)).toBeLessThan(0.02);
  });
});

describe.each(['tensorflow', 'js'] as const)('layers that draw, on the backend %s', (backend) => {
  beforeAll(async () => {
    await startTensorFlow({ backend });
  });
  const x = (): tf.Tensor => tf.fill([200, 50], 3);

  it('dropout clears the share that it is told and keeps the mean', () => {
    const y = run({ kind: 'dropout', id: 'layer', rate: 0.25 }, x(), true).dataSync<'float32'>();
    const cleared = y.filter((value) => value === 0).length / y.length;
    expect(cleared).toBeGreaterThan(0.23);
    expect(cleared).toBeLessThan(0.27);
    for (const value of y) expect([0, 4]).toContain(value);
  });

  it('noise adds what its deviation says', () => {
    const y = run({ kind: 'noise', id: 'layer', deviation: 0.5 }, x(), true);
    const { mean, variance } = tf.moments(y);
    expect(mean.dataSync()[0]).toBeCloseTo(3, 1);
    expect(Math.sqrt(variance.dataSync()[0] ?? Number.NaN)).toBeCloseTo(0.5, 1);
  });

  it('the gradient flows only through what dropout kept', () => {
    const { network, mode } = build({ kind: 'dropout', id: 'layer', rate: 0.5 }, true);
    let y: tf.Tensor | undefined;
    const gradient = tf.grad((input: tf.Tensor) => {
      y = tf.keep(network.forward(input, mode));
      return tf.sum(y);
    })(x());
    expect(gradient.dataSync()).toEqual(tf.div(y ?? tf.scalar(0), 3).dataSync());
  });

  it.each([
    { kind: 'dropout', id: 'layer', rate: 0.5 },
    { kind: 'noise', id: 'layer', deviation: 1 },
  ] as const)('$kind rests in evaluation', (layer) => {
    expect(run(layer, x(), false).dataSync()).toEqual(x().dataSync());
  });

  it('a layer that draws says so where the step was given no seed', () => {
    const { network } = build({ kind: 'noise', id: 'grain', deviation: 1 }, true);
    expect(() => network.forward(x(), { training: true })).toThrow('Layer "grain" draws random numbers');
  });
});

function build(layer: LayerSpec, training: boolean) {
  const inference = inferShapes({ layers: [layer] }, [50]);
  if (!inference.ok) throw new Error(inWords(inference.error.told, 'en'));
  const options = { description: inference.network, initialisation: 'fanIn', seed: 1, firstTable: 0 } as const;
  return { network: buildNetwork({ name: '', ...options }), mode: { training, random: randomOf([1, 2]) } };
}

function run(layer: LayerSpec, x: tf.Tensor, training: boolean): tf.Tensor {
  const { network, mode } = build(layer, training);
  return network.forward(x, mode);
}
