import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foreignLayers, permute } from '../../../../src/main/import/foreign-layers';
import { foreignWeights } from './foreign-weights';

test('PyTorch’s order of axes becomes the studio’s', () => {
  const [dense, window] = foreignLayers(foreignWeights({ 'fc.weight': [2, 3], 'up.weight': [2, 3, 1, 1] }));
  expect(dense).toMatchObject({ kind: 'dense', inputs: 3, outputs: 2, channelsFirst: true });
  expect(dense?.kind === 'dense' && [...dense.weight].map((value) => Math.round(value * 1000))).toEqual([
    0, 3, 1, 4, 2, 5,
  ]);
  expect(window).toMatchObject({ kind: 'convolution', kernel: 1, first: 3, second: 2 });
});

test('Keras’ order of axes is the studio’s', () => {
  const weights = foreignWeights({ 'dense/kernel': [3, 2], 'up/kernel': [4, 4, 5, 6] });
  const [dense, window] = foreignLayers(weights);
  expect(dense).toMatchObject({ kind: 'dense', inputs: 3, outputs: 2, weight: weights[0]?.data });
  expect(window).toMatchObject({ kind: 'convolution', kernel: 4, first: 5, second: 6, weight: weights[1]?.data });
});

test('batch norm that was not trained has scale 1 and offset 0', () => {
  const [norm] = foreignLayers(foreignWeights({ 'n.running_mean': [2], 'n.running_var': [2] }));
  expect(norm).toMatchObject({
    kind: 'batchNorm',
    channels: 2,
    scale: Float32Array.of(1, 1),
    offset: new Float32Array(2),
  });
});

test.each([
  ['an unknown part', { 'a.weight': [2, 2], 'a.weight_u': [2] }],
  ['a bias of another size', { 'a.weight': [2, 3], 'a.bias': [3] }],
  ['a window that is not square', { 'a.weight': [2, 3, 4, 5] }],
  ['three axes', { 'a.weight': [2, 3, 4] }],
  ['a norm without its variance', { 'a.weight': [2], 'a.running_mean': [2] }],
  ['a norm without statistics', { 'a.weight': [2], 'a.bias': [2] }],
])('%s makes a layer unknown', (_name, shapes) => {
  expect(foreignLayers(foreignWeights(shapes))[0]?.kind).toBe('unknown');
});

test('permuting axes and permuting them back changes nothing', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      sizes.chain((shape) =>
        fc.tuple(fc.constant(shape), fc.shuffledSubarray([...shape.keys()], { minLength: shape.length })),
      ),
      ([shape, order]) => {
        const count = shape.reduce((product, size) => product * size, 1);
        const data = Float32Array.from({ length: count }, (_, index) => index);
        const turned = permute(data, shape, order);
        const back = order.map((_, axis) => order.indexOf(axis));
        expect(
          permute(
            turned,
            order.map((axis) => shape[axis] as number),
            back,
          ),
        ).toEqual(data);
      },
    ),
  );
});
