import { describe, expect, test } from 'vitest';
import { kerasCandidates } from '../../../../src/main/import/keras-candidates';
import { kerasGenerator } from '../../../../src/main/import/keras-network';
import { foreignWeights } from './foreign-weights';
import type { Shape } from '../../../../src/shared/tensor';

type Config = Readonly<Record<string, unknown>>;

/** A Sequential model of these layers, each named by its number. */
function sequential(input: readonly (number | null)[], layers: readonly (readonly [string, Config])[]): object {
  const all = [['InputLayer', { batch_shape: [null, ...input] }] as const, ...layers];
  const described = all.map(([className, config], index) => ({
    class_name: className,
    config: { name: `l${index}`, ...config },
  }));
  return { class_name: 'Sequential', config: { layers: described } };
}

function translate(
  input: readonly number[],
  layers: readonly (readonly [string, Config])[],
  shapes: Record<string, Shape>,
) {
  return kerasGenerator(sequential(input, layers), foreignWeights(shapes));
}

const dense = (units: number, activation = 'tanh'): readonly [string, Config] => ['Dense', { units, activation }];

test('kinds, slopes and shapes are those of the model', () => {
  const { spec, latentSize, side, channels } = translate(
    [3],
    [
      ['Dense', { units: 64, use_bias: false }],
      ['LeakyReLU', { alpha: 0.1 }],
      ['Reshape', { target_shape: [4, 4, -1] }],
      ['UpSampling2D', { size: [2, 2] }],
      ['Conv2D', { filters: 1, kernel_size: [3, 3], padding: 'same', activation: 'sigmoid' }],
    ],
    { 'l1/kernel': [3, 64], 'l5/kernel': [3, 3, 4, 1], 'l5/bias': [1] },
  );
  expect({ latentSize, side, channels }).toEqual({ latentSize: 3, side: 8, channels: 1 });
  expect(spec.layers).toEqual([
    { kind: 'dense', id: 'dense1', units: 64, bias: false },
    { kind: 'leakyRelu', id: 'leakyRelu1', slope: 0.1 },
    { kind: 'reshape', id: 'reshape1', shape: [4, 4, 4] },
    { kind: 'upsample', id: 'upsample1', factor: 2 },
    { kind: 'conv', id: 'conv1', filters: 1, kernel: 3, stride: 1, padding: 1, bias: true },
    { kind: 'sigmoid', id: 'sigmoid1' },
  ]);
});

test('a model with a preset’s layers goes by its name', () => {
  const layers = [
    dense(256, 'relu'),
    dense(256, 'relu'),
    dense(784),
    ['Reshape', { target_shape: [28, 28, 1] }],
  ] as const;
  const shapes = {
    'l1/kernel': [64, 256],
    'l1/bias': [256],
    'l2/kernel': [256, 256],
    'l2/bias': [256],
    'l3/kernel': [256, 784],
    'l3/bias': [784],
  };
  const { candidates, notes } = kerasCandidates(sequential([64], layers), foreignWeights(shapes));
  expect(candidates.map(({ shown }) => [shown.id, shown.exact, shown.unused])).toEqual([['mlp-tutorial', true, []]]);
  expect([...(candidates[0]?.weights.generator.keys() ?? [])]).toContain('dense3/weight');
  expect(notes).toEqual([]);
});

test('a flat output that is a square becomes an image', () => {
  const { spec, side } = translate([3], [dense(64)], { 'l1/kernel': [3, 64], 'l1/bias': [64] });
  expect(side).toBe(8);
  expect(spec.layers.at(-1)).toMatchObject({ kind: 'reshape', shape: [8, 8, 1] });
});

describe('what the studio has not is refused, and named', () => {
  const image = { 'l1/kernel': [3, 64], 'l1/bias': [64] };
  test.each([
    ['a layer of another kind', [dense(64), ['Lambda', {}]], image, /"l2" \(Lambda\) is of a kind/],
    ['an activation', [dense(64, 'selu')], image, 'the activation selu'],
    [
      'a shape that is not square',
      [dense(65)],
      { 'l1/kernel': [3, 65], 'l1/bias': [65] },
      'makes 65, which is no square image',
    ],
    ['a missing weight', [dense(64)], {}, 'the kernel of its layer "l1" is missing'],
    ['a kernel of another shape', [dense(64)], { 'l1/kernel': [64, 3], 'l1/bias': [64] }, 'another shape than it says'],
    ['a bias of another size', [dense(64)], { 'l1/kernel': [3, 64], 'l1/bias': [3] }, 'has 3 numbers as its bias'],
    [
      'spread windows',
      [
        dense(64),
        ['Reshape', { target_shape: [8, 8, 1] }],
        ['Conv2D', { filters: 1, kernel_size: 3, dilation_rate: 2 }],
      ],
      { ...image, 'l3/kernel': [3, 3, 1, 1] },
      'not square, or spread',
    ],
    [
      'strides beyond the kernel',
      [
        dense(64),
        ['Reshape', { target_shape: [8, 8, 1] }],
        ['Conv2DTranspose', { filters: 1, kernel_size: 2, strides: 3 }],
      ],
      { ...image, 'l3/kernel': [2, 2, 1, 1] },
      'strides larger than its kernel',
    ],
    [
      'a reshape to another number',
      [dense(64), ['Reshape', { target_shape: [9, 9, 1] }]],
      image,
      'another number of values',
    ],
  ] as const)('%s', (_what, layers, shapes, reason) => {
    expect(() => translate([3], layers, shapes)).toThrow(reason);
  });

  test('a model whose layers are no sequence', () => {
    const layer = (name: string, from: readonly string[]): object => ({
      class_name: 'Dense',
      config: { name, units: 4 },
      inbound_nodes: [from.map((source) => [source, 0, 0, {}])],
    });
    const input = { class_name: 'InputLayer', config: { name: 'z', batch_shape: [null, 4] }, inbound_nodes: [] };
    const model = { class_name: 'Functional', config: { layers: [input, layer('a', ['z']), layer('b', ['z', 'a'])] } };
    expect(() => kerasGenerator(model, [])).toThrow('no plain sequence: see its layer "b"');
  });

  test.each([null, 5, 'text', [], { class_name: 'Custom', config: { layers: [] } }])('no model at all: %s', (model) => {
    expect(() => kerasGenerator(model, [])).toThrow('no sequence of layers');
  });
});
