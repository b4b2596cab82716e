import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepValue } from '../../../../src/renderer/knobs/knob-steps';
import { knobs } from '../../../../src/renderer/knobs/knob-table';
import { knobsOf, numberText, readNumber, steppedNumber } from '../../../../src/renderer/knobs/knob-values';
import { withValueAt } from '../../../../src/renderer/knobs/recipe-path';
import { presets } from '../../../../src/shared/presets';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { recipeSchema } from '../../../../src/shared/recipe';

test.each([
  ['ladder', 2e-4, 5e-4, 1e-4],
  ['ladder', 1e-3, 2e-3, 5e-4],
  ['double', 64, 128, 32],
  ['double', 100, 128, 64],
  ['one', 7, 8, 6],
  ['twentieth', 0.9, 0.95, 0.85],
  ['share', 0.9, 0.95, 0.8],
  ['share', 0.999, 0.9995, 0.998],
  ['share', 0.5, 0.8, 0.4],
  ['share', 0, 0.1, 0],
] as const)('%s steps from %d up to %d and down to %d', (kind, value, up, down) => {
  expect(stepValue(kind, value, 1, 'epochs')).toBe(up);
  expect(stepValue(kind, value, -1, 'epochs')).toBe(down);
});

test('a length steps by one, and by round numbers where it counts steps', () => {
  expect(stepValue('length', 50, 1, 'epochs')).toBe(51);
  expect(stepValue('length', 1, -1, 'minutes')).toBe(1);
  expect(stepValue('length', 1000, 1, 'steps')).toBe(2000);
});

test('from what is no number there is no step', () => {
  const [seed] = knobs.filter(({ path }) => path === 'seed');
  expect(seed?.kind === 'number' && steppedNumber(seed, quickDigits, 'x', 1)).toBeNull();
});

test('however often a stepper is pressed, the value stays one that a recipe may have', () => {
  const numbers = presets.flatMap((recipe) =>
    knobsOf(recipe).flatMap((knob) => (knob.kind === 'number' ? [{ recipe, knob }] : [])),
  );
  fc.assert(
    fc.property(fc.constantFrom(...numbers), fc.constantFrom(1, -1), fc.nat({ max: 60 }), (one, direction, presses) => {
      const { recipe, knob } = one;
      let text = numberText(Number(readNumber('2')));
      for (let press = 0; press < presses; press++) {
        const next = steppedNumber(knob, recipe, text, direction as 1 | -1);
        if (next === null) break;
        text = numberText(next);
        const issues = recipeSchema.safeParse(withValueAt(recipe, knob.path, next)).error?.issues ?? [];
        expect(issues.filter(({ path }) => path.join('.') === knob.path && !knob.path.endsWith('decay.to'))).toEqual(
          issues.filter(({ path, code }) => path.join('.') === knob.path && code === 'custom'),
        );
      }
    }),
    { numRuns: 200 },
  );
});
