import { expect, test } from 'vitest';
import { checkRecipe } from '../../../src/shared/recipe-override';
import { findPreset } from '../../../src/shared/presets';
import type { Recipe } from '../../../src/shared/recipe';

const dcgan = findPreset('dcgan-28');
const conditional = findPreset('cgan-28');
const auxiliary = findPreset('acgan-28');

const refused: readonly (readonly [string, unknown, RegExp])[] = [
  [
    'pixels in [0, 1] against a tanh',
    { ...dcgan, data: { ...dcgan.data, range: '[0, 1]' } },
    /generator must end in sigmoid, because pixels lie in \[0, 1\]; it ends in tanh/,
  ],
  [
    'a gradient penalty through batch norm',
    withObjective(dcgan, { gradientPenalty: { kind: 'real', weight: 10 } }),
    /Take batch norm "norm1" out of the discriminator: it mixes the images/,
  ],
  [
    'smoothed labels without probabilities',
    withObjective(dcgan, { kind: 'hinge', realTarget: 0.9 }),
    /realTarget.*must be 1/,
  ],
  [
    'a penalty on halves that are apart',
    withObjective(findPreset('wgan-gp-28'), { separateHalves: true }),
    /needs both halves of the discriminator in one update/,
  ],
  [
    'an augmentation twice',
    { ...dcgan, augmentation: { mirror: false, differentiable: ['colour', 'colour'] } },
    /augmentation\.differentiable.*names a kind twice/,
  ],
  [
    'labels in a recipe without classes',
    { ...conditional, classes: null },
    /takes the label, but the recipe is not conditional/,
  ],
  [
    'a class loss without classes told',
    withObjective(conditional, { classWeight: 1 }),
    /one logit for each of 10 classes; none tells them/,
  ],
  [
    'classes that nobody weighs',
    withObjective(auxiliary, { classWeight: null }),
    /tells classes in layer "classes".*no weight/,
  ],
  ['a head for another number of classes', { ...auxiliary, classes: 11 }, /11 classes; "classes" gives 10/],
  [
    'a layer that takes a later one',
    withLayers(dcgan, (layers) => [{ kind: 'add', id: 'sum', inputs: ['input', 'down1'] }, ...layers]),
    /Layer "sum" \(add\) takes "down1", which is no layer before it; these are: input/,
  ],
  [
    'layers of different shapes added',
    withLayers(dcgan, ([first, ...layers]) => [
      first,
      { kind: 'add', id: 'sum', inputs: ['input', 'down1'] },
      ...layers,
    ]),
    /Layer "sum" \(add\) got 28x28x1 \+ 14x14x64 but needs inputs of the same shape/,
  ],
  [
    'layers of different sides joined',
    withLayers(dcgan, ([first, ...layers]) => [
      first,
      { kind: 'concat', id: 'sum', inputs: ['input', 'down1'] },
      ...layers,
    ]),
    /needs inputs that are alike but for their last axis/,
  ],
];

function withObjective(recipe: Recipe, changes: object): unknown {
  return { ...recipe, objective: { ...recipe.objective, ...changes } };
}

function withLayers(recipe: Recipe, change: (layers: readonly unknown[]) => readonly unknown[]): unknown {
  const { discriminator } = recipe.networks;
  return { ...recipe, networks: { ...recipe.networks, discriminator: { layers: change(discriminator.layers) } } };
}

test.each(refused)('%s: refused with the reason', (_name, recipe, reason) => {
  expect(() => checkRecipe(recipe)).toThrowError(reason);
});

test('a recipe of an earlier version gets what is new at rest', () => {
  const old = { ...dcgan, classes: undefined, schedule: { ...dcgan.schedule, turns: undefined } };
  const objective = { kind: 'nonSaturating', sharedFake: true };
  expect(checkRecipe({ ...old, objective })).toEqual(dcgan);
});
