import { expect, test } from 'vitest';
import { deadLayers, tensorOddities } from '../../../../src/renderer/exploration/layer-oddities';
import type { CountedTensor } from '../../../../src/shared/explore';
import { histogramOf } from '../../../../src/shared/histogram';

function tensor(values: readonly number[], parameter = 'weight'): CountedTensor {
  const place = { network: 'generator', layerId: 'dense1', parameter } as const;
  return { name: `generator/dense1/${parameter}`, ...place, shape: [values.length], histogram: histogramOf(values, 4) };
}

const usual = tensor([0.1, -0.2, 0.3, -0.1]);
const kinds = (weights: CountedTensor, gradient: CountedTensor | null): readonly string[] =>
  tensorOddities(weights, gradient).map(({ kind }) => kind);

test('usual weights with a usual gradient are not odd', () => {
  expect(kinds(usual, tensor([0.01, -0.02, 0, 0.01]))).toEqual([]);
  expect(kinds(usual, null)).toEqual([]);
});

test.each([
  ['no gradient arrives', [0, 0, 0, 0], 'gradientZero'],
  ['a gradient that moves nothing', [1e-12, 0, 0, 0], 'gradientVanishing'],
  ['a gradient far longer than the weights', [50, 0, 0, 0], 'gradientExploding'],
  ['a gradient that is no number', [Number.NaN, 0, 0, 0], 'notFinite'],
])('%s', (_name, gradient, kind) => {
  expect(kinds(usual, tensor(gradient))).toEqual([kind]);
});

test('weights that are all zero are odd, an offset that is not moved yet is not', () => {
  expect(kinds(tensor([0, 0]), null)).toEqual(['weightsZero']);
  expect(kinds(tensor([0, 0], 'offset'), null)).toEqual([]);
  expect(kinds(tensor([500, 1]), null)).toEqual(['weightsLarge']);
});

test('a layer is called dead from a tenth of its channels on', () => {
  const quiet = [
    { network: 'generator', layerId: 'relu1', channels: 100, alwaysZero: 9 },
    { network: 'generator', layerId: 'relu2', channels: 100, alwaysZero: 10 },
    { network: 'discriminator', layerId: 'relu2', channels: 4, alwaysZero: 4 },
  ] as const;
  expect([...deadLayers({ quiet }, 'generator').keys()]).toEqual(['relu2']);
  expect(deadLayers(null, 'generator').size).toBe(0);
});
