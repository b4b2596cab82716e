import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatorOf } from '../../../../src/main/export/generator';
import { permute, torchState } from '../../../../src/main/export/torch-state';
import { cgan28 } from '../../../../src/shared/presets/cgan-28';
import { mlpTutorial } from '../../../../src/shared/presets/mlp-tutorial';
import { elementCount } from '../../../../src/shared/tensor';
import { everyLayer } from '../../../every-layer-recipe';
import { generatorTensors } from '../../../generator-tensors';

const shapesOf = (recipe: typeof cgan28): Record<string, readonly number[]> =>
  Object.fromEntries(
    torchState(generatorOf({ recipe, step: 0, tensors: generatorTensors(recipe) })).map(({ name, shape }) => [
      name,
      shape,
    ]),
  );

describe('the names and shapes of PyTorch', () => {
  test('of dense layers are [out, in]', () => {
    expect(shapesOf(mlpTutorial)).toEqual({
      'dense1.weight': [256, 64],
      'dense1.bias': [256],
      'dense2.weight': [256, 256],
      'dense2.bias': [256],
      'dense3.weight': [784, 256],
      'dense3.bias': [784],
    });
  });

  test('of transposed convolutions are [in, out, kernel, kernel], with the statistics of batch norm', () => {
    const shapes = shapesOf(cgan28);
    expect(shapes).toMatchObject({ 'classVector.weight': [10, 100], 'up1.weight': [200, 256, 4, 4] });
    expect(Object.keys(shapes).filter((name) => name.startsWith('norm1.'))).toEqual([
      'norm1.weight',
      'norm1.bias',
      'norm1.running_mean',
      'norm1.running_var',
    ]);
  });

  test('of convolutions are [out, in, kernel, kernel], and layer norm has the channels first', () => {
    expect(shapesOf(everyLayer)).toMatchObject({
      'colours.weight': [3, 8, 1, 1],
      'conv1.weight': [4, 4, 3, 3],
      'norm2.weight': [6, 2, 2],
      'norm2.bias': [6, 2, 2],
    });
  });
});

describe('moving axes', () => {
  const cases = fc
    .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
    .chain((shape) =>
      fc.tuple(fc.constant(shape), fc.shuffledSubarray([...shape.keys()], { minLength: shape.length })),
    );

  test('puts each number where its indices say', () => {
    fc.assert(
      fc.property(cases, ([shape, axes]) => {
        const data = Float32Array.from({ length: elementCount(shape) }, (_, index) => index);
        const moved = permute({ shape, data }, axes);
        expect(moved.shape).toEqual(axes.map((axis) => shape[axis]));
        for (const [place, number] of moved.data.entries()) {
          const indices = indicesOf(place, moved.shape);
          const original = shape.map((_, axis) => indices[axes.indexOf(axis)] ?? 0);
          expect(indicesOf(number, shape)).toEqual(original);
        }
      }),
    );
  });
});

function indicesOf(place: number, shape: readonly number[]): readonly number[] {
  return shape.map((size, axis) => Math.floor(place / elementCount(shape.slice(axis + 1))) % size);
}
