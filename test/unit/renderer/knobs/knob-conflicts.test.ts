import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findConflicts, fixesOf, type KnownImages } from '../../../../src/renderer/knobs/knob-conflicts';
import { knobs } from '../../../../src/renderer/knobs/knob-table';
import { choose, knobsOf, steppedNumber, switchTo } from '../../../../src/renderer/knobs/knob-values';
import { valueAt, withValueAt } from '../../../../src/renderer/knobs/recipe-path';
import { findPreset, presets } from '../../../../src/shared/presets';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { recipeSchema, type Recipe } from '../../../../src/shared/recipe';

const images: KnownImages = { name: 'MNIST', imageCount: 60_000, imageShape: [28, 28, 1], classes: 10 };
const adaptive = findPreset('mlp-adaptive');
const dcgan = findPreset('dcgan-28');

function only(recipe: Recipe, preset: Recipe, known = images) {
  const conflicts = findConflicts(recipe, preset, known);
  const [first] = conflicts;
  if (!first) throw new Error('Nothing is in conflict.');
  return { conflicts, first, fixes: fixesOf(recipe, preset, known, first) };
}

test('nothing in a preset is in conflict', () => {
  for (const preset of presets) expect(findConflicts(preset, preset, images), preset.preset).toEqual([]);
});

describe('what cannot go together is said at its knobs, with a move that mends it', () => {
  test('an objective without probabilities, and a clamp on them', () => {
    const recipe = withValueAt(withValueAt(adaptive, 'objective.kind', 'hinge'), 'objective.separateHalves', false);
    const { first, fixes } = only(recipe, adaptive);
    expect(first.at).toEqual(['objective.kind', 'objective.probabilityClamp']);
    expect(fixes.map(({ text }) => text)).toEqual([
      { kind: 'knob', key: 'objective.probabilityClamp' },
      { kind: 'knob', key: 'objective.kind' },
    ]);
    expect(fixes[0]?.recipe.objective.probabilityClamp).toBeNull();
  });

  test('batch norm in the discriminator, and a gradient penalty', () => {
    const recipe = withValueAt(dcgan, 'objective.gradientPenalty', { kind: 'interpolated', weight: 10 });
    const { first, fixes } = only(recipe, dcgan);
    expect(first.at).toEqual(['objective.gradientPenalty']);
    expect(fixes[0]?.text).toEqual({ kind: 'knob', key: 'objective.gradientPenalty' });
    expect(fixes[1]?.text).toEqual({ kind: 'network', fix: { kind: 'replaceAllNorms' } });
    expect(findConflicts(fixes[1]?.recipe ?? recipe, dcgan, images)).toEqual([]);
  });

  test('tanh at the end, and pixels in [0, 1]', () => {
    const { first, fixes } = only(withValueAt(dcgan, 'data.range', '[0, 1]'), dcgan);
    expect(first.at).toEqual(['data.range']);
    expect(fixes[0]?.recipe).toEqual(dcgan);
    expect(fixes[1]?.recipe.networks.generator.layers.at(-1)?.kind).toBe('sigmoid');
  });

  test('a rate that is 0 before it begins to fall', () => {
    const decay = { kind: 'linear', from: 20, to: 10 };
    const { first, fixes } = only(withValueAt(dcgan, 'optimisers.generator.decay', decay), dcgan);
    expect(first.at).toEqual(['optimisers.generator.decay.to']);
    expect(valueAt(fixes[0]?.recipe ?? dcgan, 'optimisers.generator.decay.to')).toBe(30);
  });

  test('noise of another length than the networks take', () => {
    const { first, fixes } = only(withValueAt(dcgan, 'latent.size', 64), dcgan);
    expect(first.at).toEqual(['latent.size']);
    expect(fixes.length).toBeGreaterThan(0);
  });

  test('a batch larger than the data set', () => {
    const few = { ...images, imageCount: 50 };
    const { first, fixes } = only(dcgan, dcgan, few);
    expect(first.at).toEqual(['schedule.batchSize']);
    expect(fixes[0]?.recipe.schedule.batchSize).toBe(32);
  });

  test('a data set without classes for a recipe that is told them', () => {
    const unlabelled = { ...images, classes: null };
    expect(findConflicts(findPreset('cgan-28'), findPreset('cgan-28'), unlabelled)[0]).toEqual({
      what: { kind: 'noLabels', data: 'MNIST' },
      at: ['classes'],
    });
  });

  test('images in colour for networks in grey', () => {
    const coloured: KnownImages = { ...images, imageShape: [28, 28, 3] };
    expect(findConflicts(dcgan, dcgan, coloured)[0]?.at).toEqual(['data.channels']);
  });
});

/** A recipe with some knobs turned, each to what its own limits allow. */
const turnedRecipe = fc
  .array(fc.tuple(fc.constantFrom(...knobs), fc.nat({ max: 5 }), fc.constantFrom<1 | -1>(1, -1)), { maxLength: 6 })
  .map((moves) => {
    let recipe: Recipe = quickDigits;
    for (const [knob, pick, direction] of moves) {
      if (!knobsOf(recipe).includes(knob)) continue;
      if (knob.kind === 'choice') {
        const names = Object.keys(knob.choices);
        recipe = choose(knob, recipe, names[pick % names.length] ?? '');
      } else if (knob.kind === 'number' && pick > 1 && valueAt(recipe, knob.path) !== null) {
        const next = steppedNumber(knob, recipe, String(valueAt(recipe, knob.path)), direction);
        if (next !== null) recipe = withValueAt(recipe, knob.path, next);
      } else if (knob.kind !== 'number' || knob.whenOn !== undefined) {
        recipe = switchTo(knob, recipe, pick % 2 === 0);
      }
    }
    return recipe;
  });

test('however knobs are turned: no conflict is found just where the schema takes the recipe', () => {
  fc.assert(
    fc.property(turnedRecipe, (recipe) => {
      const refused = recipeSchema.safeParse(recipe).error?.issues ?? [];
      // a length in steps must be whole: said at its field, not as a conflict
      const cross = refused.filter(({ code }) => code === 'custom');
      if (refused.length > cross.length) return;
      expect(findConflicts(recipe, quickDigits, null).length > 0).toBe(cross.length > 0);
    }),
    { numRuns: 400 },
  );
});

test('however knobs are turned: what is offered mends', () => {
  fc.assert(
    fc.property(turnedRecipe, (recipe) => {
      const before = findConflicts(recipe, quickDigits, images);
      for (const conflict of before) {
        for (const fix of fixesOf(recipe, quickDigits, images, conflict)) {
          expect(findConflicts(fix.recipe, quickDigits, images).length).toBeLessThan(before.length);
        }
      }
    }),
    { numRuns: 150 },
  );
});
