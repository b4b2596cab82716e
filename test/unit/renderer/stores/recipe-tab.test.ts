import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useNotices } from '../../../../src/renderer/stores/notices';
import { useRecipeTab } from '../../../../src/renderer/stores/recipe-tab';
import { useWatchedRun } from '../../../../src/renderer/stores/watched-run';
import type { RunDetails } from '../../../../src/shared/ipc';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { curvesOf, detailsOf } from './run-summary';

let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  studio.answer('run:curves', () => ({ ok: true, value: curvesOf([]) }));
});

async function openRun(changes: Partial<RunDetails['record']> = {}, preset = 'quick-digits'): Promise<void> {
  const details = detailsOf('a', 'finished');
  const recipe = { ...quickDigits, preset };
  studio.answer('run:read', () => ({
    ok: true,
    value: { ...details, recipe, record: { ...details.record, ...changes } },
  }));
  await useWatchedRun().open('a');
}

test('a fresh run is compared with its preset, a branch with its parent', async () => {
  const tab = useRecipeTab();
  await openRun();
  expect(tab.rivalRecipe).toEqual(quickDigits);
  const longer = { ...quickDigits, seed: 5 };
  studio.answer('run:recipe', () => ({
    ok: true,
    value: { recipe: longer, record: detailsOf('p', 'finished').record },
  }));
  await openRun({ parent: { run: 'p', step: 10 } });
  expect(tab.rivalRecipe).toBe('reading');
  await tab.readRival();
  expect(tab.rivalRecipe).toEqual(longer);
  tab.compareWith({ kind: 'preset' });
  expect(tab.rivalRecipe).toEqual(quickDigits);
});

test('a preset that is not here any more is said, as is a run that cannot be read', async () => {
  const tab = useRecipeTab();
  await openRun({}, 'of-long-ago');
  expect(tab.rivalRecipe).toBe(null);
  studio.answer('run:recipe', () => ({ ok: false, code: 'no-such-run', message: 'There is no such run.' }));
  tab.compareWith({ kind: 'run', runId: 'gone' });
  await tab.readRival();
  expect(tab.rivalRecipe).toBe('unreadable');
  expect(useNotices().problems.map(({ message }) => message)).toEqual(['There is no such run.']);
});

test('what was compared with the parent falls back where the next run has none', async () => {
  const tab = useRecipeTab();
  tab.compareWith({ kind: 'parent' });
  await openRun();
  expect(tab.rival).toEqual({ kind: 'preset' });
});
