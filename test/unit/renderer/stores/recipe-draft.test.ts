import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, test } from 'vitest';
import { knobAt, type NumberKnob } from '../../../../src/renderer/knobs/knob-table';
import { switchTo } from '../../../../src/renderer/knobs/knob-values';
import { useNetworkDesign } from '../../../../src/renderer/stores/network-design';
import { useRecipeDraft } from '../../../../src/renderer/stores/recipe-draft';
import { findPreset, presets } from '../../../../src/shared/presets';
import { fakeStudio } from './fake-studio';

beforeEach(() => {
  setActivePinia(createPinia());
  fakeStudio();
});

test('a preset that was chosen is trained as it is', () => {
  const draft = useRecipeDraft();
  for (const preset of presets) {
    draft.choose(preset);
    expect(draft.recipe).toEqual(preset);
    expect(draft.changed).toEqual([]);
  }
});

test('what a person types is what is trained', () => {
  const draft = useRecipeDraft();
  draft.type('schedule.batchSize', '16');
  draft.type('optimisers.discriminator.learningRate', '0,0002');
  draft.type('objective.realTarget', '.9');
  expect(draft.recipe).toMatchObject({
    schedule: { batchSize: 16 },
    optimisers: { discriminator: { learningRate: 2e-4 } },
    objective: { realTarget: 0.9 },
  });
  expect(draft.changed.map(({ path }) => path)).toEqual([
    'optimisers.discriminator.learningRate',
    'schedule.batchSize',
    'objective.realTarget',
  ]);
});

test.each([
  ['schedule.length.amount', '', { kind: 'notANumber' }],
  ['schedule.length.amount', 'ten', { kind: 'notANumber' }],
  ['schedule.length.amount', '0', { kind: 'tooSmall', limit: 0, inclusive: false }],
  ['schedule.batchSize', '1', { kind: 'tooSmall', limit: 2, inclusive: true }],
  ['schedule.batchSize', '5000', { kind: 'tooBig', limit: 4096, inclusive: true }],
  ['schedule.batchSize', '2.5', { kind: 'notWhole' }],
  ['optimisers.generator.learningRate', '0', { kind: 'tooSmall', limit: 0, inclusive: false }],
  ['optimisers.generator.beta1', '1', { kind: 'tooBig', limit: 1, inclusive: false }],
  ['ema.decay', '1', { kind: 'tooBig', limit: 1, inclusive: false }],
  ['seed', '-1', { kind: 'tooSmall', limit: 0, inclusive: true }],
])('%s = %j is explained at that field and not taken', (path, text, problem) => {
  const draft = useRecipeDraft();
  const before = draft.current;
  draft.type(path, text);
  expect(draft.problems).toEqual({ [path]: problem });
  expect(draft.textOf(knobAt(path) as NumberKnob)).toBe(text);
  expect(draft.recipe).toBeNull();
  expect(draft.current).toEqual(before);
});

test('the field keeps what is typed while it means the value', () => {
  const draft = useRecipeDraft();
  const rate = knobAt('optimisers.generator.learningRate') as NumberKnob;
  draft.type(rate.path, '0.00020');
  expect(draft.textOf(rate)).toBe('0.00020');
  draft.reset(rate);
  expect(draft.textOf(rate)).toBe('2e-3');
});

describe('what belongs to the networks’ design', () => {
  test('is undone with it, and its field follows', () => {
    const draft = useRecipeDraft();
    const latent = knobAt('objective.realTarget') as NumberKnob;
    draft.type(latent.path, '0.9');
    useNetworkDesign().undo();
    expect(draft.current.objective.realTarget).toBe(1);
    expect(draft.textOf(latent)).toBe('1');
  });

  test('is one step of undoing however many keys it took', () => {
    const draft = useRecipeDraft();
    for (const text of ['0', '0.', '0.7', '0.75']) draft.type('objective.realTarget', text);
    useNetworkDesign().undo();
    expect(draft.current.objective.realTarget).toBe(1);
  });
});

test('each knob goes back to the preset, and all of them at once', () => {
  const draft = useRecipeDraft();
  draft.choose(findPreset('dcgan-28'));
  const ema = knobAt('ema');
  if (ema.kind !== 'flag') throw new Error('It is a switch.');
  draft.turn(switchTo(ema, draft.current, true));
  draft.type('seed', '7');
  draft.type('schedule.batchSize', 'x');
  expect(draft.changed.map(({ path }) => path)).toEqual(['schedule.batchSize', 'seed', 'ema']);
  draft.reset(ema);
  expect(draft.current.ema).toBeNull();
  draft.resetAll();
  expect(draft.changed).toEqual([]);
  expect(draft.recipe).toEqual(findPreset('dcgan-28'));
});

test('all that another preset replaced comes back', () => {
  const draft = useRecipeDraft();
  draft.type('seed', '7');
  draft.type('objective.realTarget', '0.9');
  const kept = draft.snapshot();
  const before = draft.recipe;
  draft.choose(findPreset('wgan-28'));
  draft.restore(kept);
  expect(draft.recipe).toEqual(before);
});
