import * as tf from '@tensorflow/tfjs-core';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { beforeAll, expect, it } from 'vitest';
import { buildNetwork } from '../../../src/main/gan/network';
import { startTensorFlow } from '../../../src/main/gan/tensorflow';
import { inferShapes } from '../../../src/shared/shape-inference';
import { inWords } from '../../../src/shared/wording/worded';

beforeAll(async () => {
  await startTensorFlow({ backend: 'tensorflow' });
});

function build(spectralNorm: boolean) {
  const layer = { kind: 'dense', id: 'layer', units: 3, bias: false, spectralNorm } as const;
  const inference = inferShapes({ layers: [layer] }, [9]);
  if (!inference.ok) throw new Error(inWords(inference.error.told, 'en'));
  return buildNetwork({ name: 'n', description: inference.network, initialisation: 'fanIn', seed: 4, firstTable: 0 });
}

/** Of the matrix that the layer multiplies by. */
function largestSingularValue(network: ReturnType<typeof build>, training: boolean): number {
  const rows = network.forward(tf.eye(9), { training }).arraySync() as number[][];
  return new SingularValueDecomposition(new Matrix(rows)).norm2;
}

it('the weight is divided by about its largest singular value before the first step already', () => {
  expect(largestSingularValue(build(false), false)).toBeLessThan(0.8);
  expect(largestSingularValue(build(true), false)).toBeCloseTo(1, 1);
});

it('training passes bring it to the largest singular value; evaluation leaves it where it is', () => {
  const network = build(true);
  const [u] = network.statistics;
  for (let pass = 0; pass < 200; pass++) network.forward(tf.eye(9), { training: true });
  expect(largestSingularValue(network, true)).toBeCloseTo(1, 4);
  const before = u?.variable.dataSync();
  expect(largestSingularValue(network, false)).toBeCloseTo(1, 4);
  expect(u?.variable.dataSync()).toEqual(before);
});

it('the direction that it follows is part of the state: [outputs] and [inputs]', () => {
  const shapes = build(true).statistics.map(({ name, variable }) => [name, variable.shape]);
  expect(shapes).toEqual([
    ['n/layer/spectralU', [3]],
    ['n/layer/spectralV', [9]],
  ]);
});
