import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { presets } from '../../../../src/shared/presets';
import { checkRecipe } from '../../../../src/shared/recipe-override';
import { recipeSchema } from '../../../../src/shared/recipe';
import { runNotesChangeSchema } from '../../../../src/shared/run-notes';
import { StudioError } from '../../../../src/shared/studio-error';
import { firstProblem, problemSentences, saying, valueProblem } from '../../../../src/shared/wording/value-words';
import { inWords, worded, type Worded } from '../../../../src/shared/wording/worded';

const recipe = presets[0] as object;

/** What a schema says of a value that it refuses. */
function refusedBy(schema: z.ZodType, value: unknown): Worded {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error('The schema takes it.');
  return valueProblem(error, value);
}

function keysIn({ key, values }: Worded): readonly string[] {
  return [key, ...Object.values(values).flatMap((value) => (typeof value === 'object' ? keysIn(value) : []))];
}

type Place = readonly (string | number)[];

/** Every place in plain data. */
function placesIn(data: unknown): readonly Place[] {
  if (typeof data !== 'object' || data === null) return [[]];
  const inside = Object.entries(data).flatMap(([key, value]) => placesIn(value).map((place) => [key, ...place]));
  return [[], ...inside];
}

function withValue(data: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = structuredClone(data) as Record<string | number, unknown>;
  copy[key] = withValue(copy[key], rest, value);
  return copy;
}

const strange = fc.constantFrom<unknown>(-1, 0.5, 1e12, null, true, 'many words', '', [], {}, [null], { kind: 'no' });

test('whatever is wrong in a recipe is said in words of every language', () => {
  const anyDamage = fc
    .constantFrom(...presets)
    .chain((preset) => fc.tuple(fc.constant(preset), fc.constantFrom(...placesIn(preset)), strange));
  fc.assert(
    fc.property(anyDamage, ([preset, place, value]) => {
      const damaged = withValue(preset, place, value);
      const { error } = recipeSchema.safeParse(damaged);
      if (!error) return;
      const told = problemSentences(error, damaged);
      expect(keysIn(told)).not.toContain('value.refused');
      expect(inWords(told, 'en')).toMatch(/\.$/);
      expect(inWords(told, 'zh')).toMatch(/[必须缺失不有没层生成判别器梯度键请]/);
      expect(inWords(told, 'zh')).not.toMatch(/expected|received|must be|Invalid|Unrecognized/);
    }),
    { numRuns: 300 },
  );
});

test.each([
  [z.string(), 1, 'must be text', '必须是文本'],
  [z.number(), 'x', 'must be a number', '必须是数字'],
  [z.int(), 0.5, 'must be a whole number', '必须是整数'],
  [z.boolean(), 1, 'must be true or false', '必须是 true 或 false'],
  [z.array(z.string()), 1, 'must be a list', '必须是列表'],
  [z.number().min(2), 1, 'must be at least 2', '必须至少为 2'],
  [z.number().gt(2), 2, 'must be above 2', '必须大于 2'],
  [z.number().max(2), 3, 'must be at most 2', '必须最多为 2'],
  [z.number().lt(2), 2, 'must be below 2', '必须小于 2'],
  [z.string().max(2), 'abc', 'must have at most 2 letters', '必须最多有 2 个字符'],
  [z.array(z.int()).min(1), [], 'must have at least 1 entries', '必须至少有 1 项'],
  [z.enum(['a', 'b']), 'c', 'must be one of "a", "b"', '必须是其中之一："a", "b"'],
  [z.literal(1), 2, 'must be 1', '必须是 1'],
  [z.strictObject({}), { more: 1 }, 'has a key that is unknown here: more', '有这里不认识的键：more'],
  [
    z.string().refine(() => false, saying(worded('value.blanks'))),
    ' ',
    'begins or ends with a blank',
    '以空格开头或结尾',
  ],
] as const)('%# what a schema refuses says %s', (schema, value, english, chinese) => {
  const told = refusedBy(schema, value);
  expect(inWords(told, 'en')).toBe(english);
  expect(inWords(told, 'zh')).toBe(chinese);
});

test('a missing value is missing, and its place is named', () => {
  const schema = z.strictObject({ seed: z.int(), kind: z.enum(['a', 'b']) });
  const value = { kind: 'a' };
  const { error } = schema.safeParse(value);
  expect(error && inWords(firstProblem(error, value), 'en')).toBe('seed: is missing');
  expect(error && inWords(firstProblem(error, value), 'zh')).toBe('seed：缺失');
});

test('a discriminated value says its choices', () => {
  const schema = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('a') }),
    z.strictObject({ kind: z.literal('b') }),
  ]);
  expect(inWords(refusedBy(schema, { kind: 'c' }), 'en')).toBe('must be one of "a", "b"');
});

test('notes that cannot be kept say why', () => {
  expect(inWords(refusedBy(runNotesChangeSchema, { tags: ['a', 'a'] }), 'zh')).toBe('重复写了同一个标签');
});

test('a recipe with many faults tells ten and counts the rest', () => {
  const names = Object.keys(recipe).filter((key) => key !== 'classes' && key !== 'augmentation');
  const refused = (): unknown => checkRecipe(Object.fromEntries(names.map((name) => [name, undefined])));
  expect(refused).toThrow(StudioError);
  expect(refused).toThrow(/formatVersion: is missing\. .* There are \d+ more problems\.$/);
});
