import { expect, test } from 'vitest';
import { carryOver } from '../../../../src/main/gan/carry-over';
import type { NamedTensor } from '../../../../src/shared/tensor';
import { inWords } from '../../../../src/shared/wording/worded';

function floats(name: string, ...data: readonly number[]): NamedTensor {
  return { name, dtype: 'float32', shape: [data.length], data: Float32Array.from(data) };
}

function updates(network: string, count: number): NamedTensor {
  return { name: `optimiser/${network}/updates`, dtype: 'int32', shape: [], data: Int32Array.of(count) };
}

const first = [
  floats('generator/dense/weight', 0, 0),
  floats('discriminator/dense/weight', 0, 0),
  floats('optimiser/generator/dense/weight/mean', 0, 0),
  floats('optimiser/discriminator/dense/weight/mean', 0, 0),
  updates('generator', 0),
  updates('discriminator', 0),
];
const earlier = [
  floats('generator/dense/weight', 1, 2),
  floats('discriminator/dense/weight', 3, 4),
  floats('optimiser/generator/dense/weight/mean', 5, 6),
  floats('optimiser/discriminator/dense/weight/mean', 7, 8),
  updates('generator', 9),
  updates('discriminator', 10),
];

test('everything is taken over where the recipe kept its networks and optimisers', () => {
  expect(carryOver(first, earlier)).toEqual({ tensors: earlier, notices: [] });
});

test('what the changed recipe has no place for is left', () => {
  const { tensors, notices } = carryOver(first, [...earlier, floats('ema/generator/dense/weight', 1)]);
  expect(tensors).toEqual(earlier);
  expect(notices).toEqual([]);
});

test('an average that was not there begins at the weights', () => {
  const { tensors, notices } = carryOver([...first, floats('ema/generator/dense/weight', 0, 0)], earlier);
  expect(tensors.at(-1)).toEqual(floats('ema/generator/dense/weight', 1, 2));
  expect(notices).toEqual([]);
});

test('a weight of another shape begins anew, and with it the whole optimiser of its network', () => {
  const wider = [floats('generator/dense/weight', 0, 0, 0), ...first.slice(1, 2)];
  const slots = [floats('optimiser/generator/dense/weight/mean', 0, 0, 0), ...first.slice(3)];
  const { tensors, notices } = carryOver([...wider, ...slots], earlier);
  expect(tensors).toEqual([
    floats('generator/dense/weight', 0, 0, 0),
    floats('discriminator/dense/weight', 3, 4),
    floats('optimiser/generator/dense/weight/mean', 0, 0, 0),
    floats('optimiser/discriminator/dense/weight/mean', 7, 8),
    updates('generator', 0),
    updates('discriminator', 10),
  ]);
  expect(notices.map((notice) => inWords(notice, 'en'))).toEqual([
    expect.stringMatching(/begin anew.*: generator\/dense\/weight\.$/),
    expect.stringMatching(/^The optimiser of the generator begins anew/),
  ]);
});

test('an optimiser of another kind begins anew and is said, the weights go on', () => {
  const rmsProp = first.map((tensor) =>
    tensor.name.endsWith('/mean') ? { ...tensor, name: tensor.name.replace('/mean', '/square') } : tensor,
  );
  const { tensors, notices } = carryOver(rmsProp, earlier);
  expect(tensors.slice(0, 2)).toEqual(earlier.slice(0, 2));
  expect(tensors.slice(2)).toEqual(rmsProp.slice(2));
  expect(notices).toHaveLength(2);
});
