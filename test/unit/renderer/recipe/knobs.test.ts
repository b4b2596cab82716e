import { expect, test } from 'vitest';
import { rateText } from '../../../../src/renderer/i18n/number-text';
import { readKnobs, textsOf, type KnobProblem, type KnobTexts } from '../../../../src/renderer/recipe/knobs';
import { presets } from '../../../../src/shared/presets';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';

test('the texts of every preset read as that preset', () => {
  for (const preset of presets) {
    expect(readKnobs(preset, preset.data.source, textsOf(preset))).toEqual({ ok: true, recipe: preset });
  }
});

test('what a person types is what is trained', () => {
  const texts: KnobTexts = {
    length: '500',
    unit: 'steps',
    batchSize: '32',
    generatorRate: '3e-4',
    discriminatorRate: '0,0002',
    seed: '7',
  };
  const reading = readKnobs(quickDigits, 'mnist', texts);
  expect(reading.ok && reading.recipe).toMatchObject({
    schedule: { batchSize: 32, length: { unit: 'steps', amount: 500 } },
    optimisers: { generator: { learningRate: 3e-4 }, discriminator: { learningRate: 2e-4 } },
    seed: 7,
  });
});

const wrong: readonly (readonly [keyof KnobTexts, string, KnobProblem])[] = [
  ['length', '', { kind: 'notANumber' }],
  ['length', 'ten', { kind: 'notANumber' }],
  ['length', '0', { kind: 'tooSmall', limit: 0, inclusive: false }],
  ['batchSize', '1', { kind: 'tooSmall', limit: 2, inclusive: true }],
  ['batchSize', '5000', { kind: 'tooBig', limit: 4096, inclusive: true }],
  ['batchSize', '2.5', { kind: 'notWhole' }],
  ['generatorRate', '0', { kind: 'tooSmall', limit: 0, inclusive: false }],
  ['discriminatorRate', '2', { kind: 'tooBig', limit: 1, inclusive: true }],
  ['seed', '-1', { kind: 'tooSmall', limit: 0, inclusive: true }],
];

test.each(wrong)('%s = %j is explained at that field', (knob, text, problem) => {
  const reading = readKnobs(quickDigits, 'mnist', { ...textsOf(quickDigits), [knob]: text });
  expect(reading.ok).toBe(false);
  expect(!reading.ok && reading.problems).toEqual({ [knob]: problem });
});

test('several wrong fields are all named', () => {
  const texts = { ...textsOf(quickDigits), batchSize: '1', seed: 'x' };
  const reading = readKnobs(quickDigits, 'mnist', texts);
  expect(!reading.ok && Object.keys(reading.problems).sort()).toEqual(['batchSize', 'seed']);
});

test('learning rates read the way they are written in papers', () => {
  expect(rateText(2e-4)).toBe('2e-4');
  expect(rateText(1e-3)).toBe('1e-3');
  expect(rateText(0.05)).toBe('0.05');
});
