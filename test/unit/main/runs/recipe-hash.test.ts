import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { canonicalJson } from '../../../../src/main/runs/canonical-json';
import { isEarlierHash, recipeHash } from '../../../../src/main/runs/recipe-hash';
import { withoutDefaults } from '../../../../src/main/runs/without-defaults';
import { usualPreparation } from '../../../../src/shared/preparation';
import { recipeSchema, type Recipe } from '../../../../src/shared/recipe';
import { anyRecipe } from '../../shared/arbitrary-recipes';
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

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The schema of a later version: more to say of a recipe, of a part, of a part of a part and of one way among others. */
const { optimisers, augmentation, schedule, objective } = recipeSchema.shape;
const later = z.strictObject({
  ...recipeSchema.shape,
  rotation: z.number().nullable().default(null),
  objective: z.strictObject({ ...objective.shape, margin: z.number().default(1) }),
  schedule: z.strictObject({ ...schedule.shape, pauses: z.array(z.int()).default([]) }),
  augmentation: z
    .strictObject({ ...augmentation.unwrap().shape, strength: z.number().default(1) })
    .default({ mirror: false, differentiable: [], strength: 1 }),
  optimisers: z.strictObject({
    ...optimisers.shape,
    generator: z.discriminatedUnion(
      'kind',
      optimisers.shape.generator.options.map((option) =>
        z.strictObject({ ...option.shape, lookahead: z.int().default(0) }),
      ) as never,
    ),
  }),
});

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
  fc.assert(
    fc.property(anyRecipe, anyRecipe, (one, other) => {
      expect(recipeHash(reversed(one) as Recipe)).toBe(recipeHash(one));
      expect(recipeHash(one) === recipeHash(other)).toBe(canonicalJson(one) === canonicalJson(other));
    }),
  );
});

test('what a recipe says without its defaults is all of it: read again, it is the same recipe', () => {
  fc.assert(
    fc.property(anyRecipe, (recipe) => {
      const said = withoutDefaults(recipeSchema, recipe);
      expect(recipeSchema.parse(said)).toEqual(recipe);
      expect(recipeHash(recipeSchema.parse(said))).toBe(recipeHash(recipe));
      expect(withoutDefaults(recipeSchema, said)).toEqual(said);
    }),
  );
});

test('a version whose recipes can say more gives every recipe of this one the hash that it has', () => {
  fc.assert(
    fc.property(anyRecipe, (recipe) => {
      const read = later.parse(recipe);
      expect(read).toMatchObject({
        rotation: null,
        schedule: { pauses: [] },
        optimisers: { generator: { lookahead: 0 } },
      });
      expect(withoutDefaults(later, read)).toEqual(withoutDefaults(recipeSchema, recipe));
    }),
  );
});

test('the usual preparation, written out, means what its absence means', () => {
  const { data } = tinyRecipe;
  const written = { ...tinyRecipe, data: { ...data, preparation: usualPreparation } };
  expect(recipeHash(written)).toBe(recipeHash(tinyRecipe));
  const other = { ...tinyRecipe, data: { ...data, preparation: { ...usualPreparation, labels: false } } };
  expect(recipeHash(other)).not.toBe(recipeHash(tinyRecipe));
});

test('the hash of an older sheet is known: of the recipe as it was written, or as it was read', () => {
  fc.assert(
    fc.property(anyRecipe, anyRecipe, (recipe, other) => {
      fc.pre(canonicalJson(recipe) !== canonicalJson(other));
      // a version that knew fewer fields wrote less
      const written = withoutDefaults(recipeSchema, recipe);
      for (const whole of [written, recipe]) {
        expect(isEarlierHash(sha256(canonicalJson(whole)), reversed(written), recipe)).toBe(true);
        expect(isEarlierHash(sha256(canonicalJson(whole)), other, other)).toBe(false);
      }
    }),
  );
});
