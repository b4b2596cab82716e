import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPreset } from '../../../src/shared/presets';
import {
  applyDifference,
  compareRecipes,
  networkOfPath,
  recipeDifference,
  tellingSettings,
} from '../../../src/shared/recipe-difference';
import type { Recipe } from '../../../src/shared/recipe';
import { anyRecipe } from './arbitrary-recipes';

const dcgan = findPreset('dcgan-28');
const { generator } = dcgan.networks;

function withGenerator(layers: Recipe['networks']['generator']['layers']): Recipe {
  return { ...dcgan, networks: { ...dcgan.networks, generator: { ...generator, layers } } };
}

const told = (from: Recipe, to: Recipe): readonly string[] =>
  tellingSettings(compareRecipes([from, to]))
    .filter(({ differs }) => differs)
    .map(({ path }) => path);

test('a recipe differs in nothing from itself', () => {
  fc.assert(
    fc.property(anyRecipe, (recipe) => {
      expect(recipeDifference(recipe, structuredClone(recipe))).toEqual([]);
      expect(told(recipe, structuredClone(recipe))).toEqual([]);
    }),
  );
});

test('seen from the other side the same settings differ, with their values exchanged', () => {
  fc.assert(
    fc.property(anyRecipe, anyRecipe, (a, b) => {
      const byPath = (from: Recipe, to: Recipe) =>
        new Map(recipeDifference(from, to).map((difference) => [difference.path, difference]));
      const [there, back] = [byPath(a, b), byPath(b, a)];
      expect([...back.keys()].sort()).toEqual([...there.keys()].sort());
      for (const [path, { from, to }] of there) expect(back.get(path)).toEqual({ path, from: to, to: from });
    }),
  );
});

test('a recipe with its difference to another one made is that other one', () => {
  fc.assert(
    fc.property(anyRecipe, anyRecipe, (a, b) => {
      expect(applyDifference(a, recipeDifference(a, b))).toEqual(b);
    }),
  );
});

test('of several recipes a setting differs where any two of them differ in it', () => {
  fc.assert(
    fc.property(fc.array(anyRecipe, { minLength: 2, maxLength: 4 }), (recipes) => {
      const pairs = recipes.flatMap((a, index) => recipes.slice(index + 1).map((b) => recipeDifference(a, b)));
      const anyPair = new Set(pairs.flat().map(({ path }) => path));
      const together = compareRecipes(recipes).filter(({ differs }) => differs);
      expect(together.map(({ path }) => path).sort()).toEqual([...anyPair].sort());
    }),
    { numRuns: 30 },
  );
});

test('networks are compared layer by layer, and their order only where it is another one', () => {
  const wider = generator.layers.map((layer) => (layer.kind === 'transposedConv' ? { ...layer, filters: 8 } : layer));
  expect(told(dcgan, withGenerator(wider as typeof generator.layers))).toEqual(
    generator.layers
      .filter((layer) => layer.kind === 'transposedConv' && layer.filters !== 8)
      .map(({ id }) => `networks.generator.layers.${id}`),
  );
  const [first, second, third, ...rest] = generator.layers;
  if (!first || !second || !third) throw new Error('The preset has too few layers.');
  expect(told(dcgan, withGenerator([first, third, second, ...rest]))).toEqual(['networks.generator.order']);
  expect(told(dcgan, withGenerator([first, third, ...rest]))).toEqual([`networks.generator.layers.${second.id}`]);
});

test('what only one of them has stands behind what it follows there', () => {
  const { layers } = generator;
  const more = [...layers.slice(0, 3), { kind: 'dropout', id: 'drop', rate: 0.3 } as const, ...layers.slice(3)];
  const paths = compareRecipes([dcgan, withGenerator(more)]).map(({ path }) => path);
  const at = paths.indexOf('networks.generator.layers.drop');
  expect(paths[at - 1]).toBe(`networks.generator.layers.${layers[2]?.id}`);
  expect(paths[at + 1]).toBe(`networks.generator.layers.${layers[3]?.id}`);
});

test('a path of a network names it', () => {
  expect(networkOfPath('networks.generator.layers.up1')).toBe('generator');
  expect(networkOfPath('networks.discriminator.classes')).toBe('discriminator');
  expect(networkOfPath('optimisers.generator.kind')).toBe(null);
});
