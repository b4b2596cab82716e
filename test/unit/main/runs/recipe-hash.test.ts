import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, recipeHash } from '../../../../src/main/runs/recipe-hash';
import { tinyRecipe } from '../../../tiny-recipe';

/** The same value with the keys of every object in reverse. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

test('canonical JSON keeps the value and forgets the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      fc.pre(!JSON.stringify(value).includes('__proto__'));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
    }),
  );
});

test('equal recipes have equal hashes, others have others', () => {
  expect(recipeHash(tinyRecipe)).toMatch(/^[0-9a-f]{64}$/);
  expect(recipeHash(reversed(tinyRecipe) as typeof tinyRecipe)).toBe(recipeHash(tinyRecipe));
  expect(recipeHash({ ...tinyRecipe, seed: 12 })).not.toBe(recipeHash(tinyRecipe));
});
