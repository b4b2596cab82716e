import { describe, expect, it } from 'vitest';
import { initialValues } from '../../../../src/main/gan/initialisation';
import type { LayerSpec } from '../../../../src/shared/layer-specs';
import { randomStreams } from '../../../../src/shared/random';
import type { Recipe } from '../../../../src/shared/recipe';
import { inferShapes, type LayerDescription } from '../../../../src/shared/shape-inference';
import type { Shape } from '../../../../src/shared/tensor';

const window = { filters: 64, kernel: 4, stride: 2, padding: 1, bias: true } as const;
const dense = describeLayer({ kind: 'dense', id: 'layer', units: 20, bias: true }, [100]);
const conv = describeLayer({ kind: 'conv', id: 'layer', ...window }, [16, 16, 32]);
const transposedConv = describeLayer({ kind: 'transposedConv', id: 'layer', ...window }, [8, 8, 32]);
const batchNorm = describeLayer({ kind: 'batchNorm', id: 'layer' }, [20_000]);

describe('fanIn', () => {
  it.each([
    ['dense', dense, 100],
    ['conv', conv, 32 * 16],
    ['transposedConv', transposedConv, 64 * 16],
  ])('fills weights and biases of %s uniformly up to 1/sqrt(fan in)', (_kind, layer, fanIn) => {
    for (const name of ['weight', 'bias'] as const) {
      const values = valuesOf(layer, name, 'fanIn');
      const bound = 1 / Math.sqrt(fanIn);
      expect(values.every((value) => Math.abs(value) <= bound)).toBe(true);
      expect(Math.max(...values.slice(0, 10_000))).toBeGreaterThan(0.9 * bound);
      expect(Math.min(...values.slice(0, 10_000))).toBeLessThan(-0.9 * bound);
    }
  });

  it('begins batch norm with scale 1 and offset 0', () => {
    expect(new Set(valuesOf(batchNorm, 'scale', 'fanIn'))).toEqual(new Set([1]));
    expect(new Set(valuesOf(batchNorm, 'offset', 'fanIn'))).toEqual(new Set([0]));
  });
});

describe('normal02', () => {
  it.each([
    ['conv', conv],
    ['transposedConv', transposedConv],
  ])('draws the weights of %s from N(0, .02) and leaves its bias', (_kind, layer) => {
    expectNormal(valuesOf(layer, 'weight', 'normal02'), 0);
    expect(valuesOf(layer, 'bias', 'normal02')).toEqual(valuesOf(layer, 'bias', 'fanIn'));
  });

  it('draws batch-norm scales from N(1, .02) and leaves offsets and dense layers', () => {
    expectNormal(valuesOf(batchNorm, 'scale', 'normal02'), 1);
    expect(new Set(valuesOf(batchNorm, 'offset', 'normal02'))).toEqual(new Set([0]));
    expect(valuesOf(dense, 'weight', 'normal02')).toEqual(valuesOf(dense, 'weight', 'fanIn'));
  });
});

it('depends on the seed and on the table, and on nothing else', () => {
  const first = valuesOf(dense, 'weight', 'fanIn', 7, 0);
  expect(valuesOf(dense, 'weight', 'fanIn', 7, 0)).toEqual(first);
  expect(valuesOf(dense, 'weight', 'fanIn', 8, 0)).not.toEqual(first);
  expect(valuesOf(dense, 'weight', 'fanIn', 7, 1)).not.toEqual(first);
});

function expectNormal(values: Float32Array, mean: number): void {
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
  expect(average).toBeCloseTo(mean, 3);
  expect(Math.sqrt(variance)).toBeCloseTo(0.02, 3);
}

function valuesOf(
  layer: LayerDescription,
  name: string,
  initialisation: Recipe['initialisation'],
  seed = 1,
  table = 0,
): Float32Array {
  const parameter = layer.parameters.find((candidate) => candidate.name === name);
  if (!parameter) throw new Error(`No ${name}.`);
  return initialValues(layer, parameter, initialisation, {
    seed,
    stream: randomStreams.initialisation,
    step: 0,
    table,
  });
}

function describeLayer(layer: LayerSpec, inputShape: Shape): LayerDescription {
  const inference = inferShapes({ layers: [layer] }, inputShape);
  const [description] = inference.ok ? inference.network.layers : [];
  if (!description) throw new Error('The layer does not fit.');
  return description;
}
