import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepKnob } from '../../../../src/renderer/recipe/knob-steps';
import { readKnobs, textsOf } from '../../../../src/renderer/recipe/knobs';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';

test.each([
  ['generatorRate', '2e-4', '5e-4', '1e-4'],
  ['discriminatorRate', '1e-3', '2e-3', '5e-4'],
  ['batchSize', '64', '128', '32'],
  ['batchSize', '100', '128', '64'],
  ['seed', '7', '8', '6'],
] as const)('%s steps from %s up to %s and down to %s', (knob, text, up, down) => {
  expect(stepKnob(knob, text, 1, 'epochs')).toBe(up);
  expect(stepKnob(knob, text, -1, 'epochs')).toBe(down);
});

test('a length steps by one, and by round numbers where it counts steps', () => {
  expect(stepKnob('length', '50', 1, 'epochs')).toBe('51');
  expect(stepKnob('length', '1', -1, 'minutes')).toBe('1');
  expect(stepKnob('length', '1000', 1, 'steps')).toBe('2000');
});

test('what is no number stays as it is', () => {
  expect(stepKnob('seed', 'x', 1, 'epochs')).toBe('x');
  expect(stepKnob('batchSize', '', -1, 'epochs')).toBe('');
});

test('a step downward from a good value is a good value', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 4096 }), fc.nat(), fc.nat({ max: 200 }), (batchSize, seed, presses) => {
      let texts = { ...textsOf(quickDigits), batchSize: String(batchSize), seed: String(seed) };
      for (let press = 0; press < presses; press++) {
        texts = {
          ...texts,
          batchSize: stepKnob('batchSize', texts.batchSize, -1, 'minutes'),
          seed: stepKnob('seed', texts.seed, -1, 'minutes'),
          length: stepKnob('length', texts.length, -1, 'minutes'),
        };
      }
      expect(readKnobs(quickDigits, 'mnist', texts).ok).toBe(true);
    }),
    { numRuns: 30 },
  );
});
