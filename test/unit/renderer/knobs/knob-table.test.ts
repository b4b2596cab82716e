import { expect, test } from 'vitest';
import { z } from 'zod';
import en from '../../../../src/renderer/i18n/messages/en.json';
import { innerSchema } from '../../../../src/renderer/knobs/knob-limits';
import { keyOfKnob, knobs, type Knob } from '../../../../src/renderer/knobs/knob-table';
import { choose, chosenOf, isOn, knobsOf, switchTo } from '../../../../src/renderer/knobs/knob-values';
import { valueAt, withValueAt } from '../../../../src/renderer/knobs/recipe-path';
import { presets } from '../../../../src/shared/presets';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { recipeSchema, type Recipe } from '../../../../src/shared/recipe';

/** Paths of all that may be set, in whichever alternative it stands. */
function leaves(schema: z.ZodType, path: string): readonly string[] {
  const inner = innerSchema(schema);
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([key, value]) =>
      leaves(value as z.ZodType, path === '' ? key : `${path}.${key}`),
    );
  }
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = inner.def;
    const own = (inner.options as readonly z.ZodObject[]).flatMap((option) => leaves(option, path));
    // which alternative it is, is the choice at the path itself
    return [path, ...own.filter((leaf) => leaf !== `${path}.${discriminator}`)];
  }
  return [path];
}

/** The data gallery and the editor have these; the last two are no settings. */
const elsewhere = ['data.source', 'data.preparation.', 'networks.', 'formatVersion', 'preset'];

test('every setting of a recipe has a knob', () => {
  const settable = [...new Set(leaves(recipeSchema, ''))]
    .filter((leaf) => !elsewhere.some((other) => leaf === other || (other.endsWith('.') && leaf.startsWith(other))))
    // which penalty it is, is the choice at the penalty itself
    .filter((leaf) => leaf !== 'objective.gradientPenalty.kind');
  const known = new Set(knobs.map(({ path }) => path));
  expect(settable.filter((leaf) => !known.has(leaf))).toEqual([]);
  expect(settable.length).toBeGreaterThan(40);
});

/** A recipe that has the knob: an optimiser, penalty, decay … of the kind that it belongs to. */
function recipeWith({ path }: Knob): Recipe {
  const optimiser = /^optimisers\.\w+/.exec(path)?.[0];
  const kinds = knobs.flatMap((knob) =>
    knob.kind === 'choice' && knob.by !== undefined ? Object.keys(knob.choices).map((name) => ({ knob, name })) : [],
  );
  const candidates = [
    quickDigits,
    ...kinds
      .filter(({ knob }) => path.startsWith(knob.path) && (optimiser === undefined || knob.path.startsWith(optimiser)))
      .map(({ knob, name }) => choose(knob, quickDigits, name)),
  ];
  const found = candidates.find((recipe) => valueAt(recipe, path) !== undefined);
  if (!found) throw new Error(`No recipe has ${path}.`);
  return found;
}

/** What each knob can be turned to. */
function turned(knob: Knob, recipe: Recipe): readonly Recipe[] {
  switch (knob.kind) {
    case 'choice':
      return Object.keys(knob.choices).map((name) => choose(knob, recipe, name));
    case 'flag':
    case 'member':
      return [true, false].map((on) => switchTo(knob, recipe, on));
    case 'number': {
      const switched = knob.whenOn === undefined ? [] : [true, false].map((on) => switchTo(knob, recipe, on));
      return [...switched, withValueAt(recipe, knob.path, knob.path.startsWith('schedule.batch') ? 16 : 1)];
    }
  }
}

/** Whether the schema takes what stands at the path; that the networks do not fit it is another matter. */
function isTaken(recipe: Recipe, path: string): boolean {
  const issues = recipeSchema.safeParse(recipe).error?.issues ?? [];
  return issues.every((issue) => issue.code === 'custom' || !issue.path.join('.').startsWith(path));
}

const exclusive = [
  'momentum',
  'beta1',
  'beta2',
  'alpha',
  'factor',
  'side',
  'fakeTarget',
  'probabilityClamp',
  'ema.decay',
  'classes',
];

test.each(knobs.map((knob) => [keyOfKnob(knob), knob] as const))(
  'what %s is turned to reaches the recipe',
  (_key, knob) => {
    const recipe = recipeWith(knob);
    expect(knobsOf(recipe)).toContain(knob);
    for (const next of turned(knob, recipe)) {
      const isPlainOne = valueAt(next, knob.path) === 1 && exclusive.some((name) => knob.path.endsWith(name));
      if (isPlainOne) continue;
      expect(isTaken(next, knob.path), JSON.stringify(valueAt(next, knob.path))).toBe(true);
    }
    if (knob.kind === 'choice') {
      for (const name of Object.keys(knob.choices)) expect(chosenOf(knob, choose(knob, recipe, name))).toBe(name);
    } else if (knob.kind === 'number') {
      expect(valueAt(withValueAt(recipe, knob.path, 0.25), knob.path)).toBe(0.25);
    } else {
      expect([true, false].map((on) => isOn(knob, switchTo(knob, recipe, on)))).toEqual([true, false]);
    }
  },
);

test('a choice keeps what both alternatives have', () => {
  const adam = knobs.find(({ path }) => path === 'optimisers.generator');
  if (adam?.kind !== 'choice') throw new Error('The optimiser is a choice.');
  const { optimisers } = choose(adam, withValueAt(quickDigits, 'optimisers.generator.gradientNorm', 5), 'rmsProp');
  expect(optimisers.generator).toEqual({
    kind: 'rmsProp',
    learningRate: 2e-3,
    decay: null,
    gradientNorm: 5,
    weightLimit: null,
    alpha: 0.99,
    epsilon: 1e-8,
  });
});

test('every knob is told in a line what too big and too small do', () => {
  const { label, hint } = en.knobs as { readonly label: Record<string, string>; readonly hint: Record<string, string> };
  for (const { words } of knobs) {
    expect(label[words], words).toBeTruthy();
    if (words !== 'lengthUnit') expect(hint[words], words).toBeTruthy();
  }
});

test('every preset shows what it is made of', () => {
  for (const preset of presets) {
    const shown = new Set(knobsOf(preset));
    for (const knob of knobs) expect(shown.has(knob)).toBe(valueAt(preset, knob.path) !== undefined);
  }
});
