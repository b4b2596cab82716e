import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useRecipeDraft } from '../../../../src/renderer/stores/recipe-draft';
import { defaultPreset } from '../../../../src/shared/presets';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { fakeStudio } from './fake-studio';

const origin = { runId: 'run-1', name: 'Quick digits, seed 0', step: 600 };
const recipe = {
  ...quickDigits,
  seed: 9,
  schedule: { ...quickDigits.schedule, length: { unit: 'steps', amount: 600 } },
} as const;

beforeEach(() => {
  setActivePinia(createPinia());
  fakeStudio();
});

test('a run is gone on with by its own recipe; where it did all it was asked for, twice as long', () => {
  const draft = useRecipeDraft();
  draft.goOnFrom(recipe, origin, 600);
  expect(draft.parent).toEqual(origin);
  expect(draft.recipe).toMatchObject({ seed: 9, schedule: { length: { unit: 'steps', amount: 1200 } } });
});

test('from an earlier checkpoint the length stays', () => {
  const draft = useRecipeDraft();
  draft.goOnFrom(recipe, { ...origin, step: 300 }, 600);
  expect(draft.recipe?.schedule.length).toEqual({ unit: 'steps', amount: 600 });
});

test('choosing a preset begins at the first step again', () => {
  const draft = useRecipeDraft();
  draft.goOnFrom(recipe, origin, 600);
  draft.choose(defaultPreset);
  expect(draft.parent).toBeNull();
});
