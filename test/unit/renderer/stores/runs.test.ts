import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useNotices } from '../../../../src/renderer/stores/notices';
import { useRuns } from '../../../../src/renderer/stores/runs';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { summaryOf } from './run-summary';

let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
});

test('runs are grouped by whether they train now', async () => {
  const runs = useRuns();
  const listed = [summaryOf('b', 'running'), summaryOf('a', 'finished'), summaryOf('c', 'interrupted')];
  studio.answer('run:list', () => ({ ok: true, value: { runs: listed, unreadable: [] } }));
  await runs.load();
  expect(runs.trainingNow.map(({ id }) => id)).toEqual(['b']);
  expect(runs.earlier.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(runs.loaded).toBe(true);
});

test('a new run comes first, a known one keeps its place', () => {
  const runs = useRuns();
  runs.listen();
  studio.tell('run:changed', summaryOf('a', 'running'));
  studio.tell('run:changed', summaryOf('b', 'running'));
  studio.tell('run:changed', summaryOf('a', 'stopped'));
  expect(runs.runs.map(({ id, state }) => [id, state])).toEqual([
    ['b', 'running'],
    ['a', 'stopped'],
  ]);
});

test('a runs folder that cannot be read is reported, not shown as empty', async () => {
  const runs = useRuns();
  studio.answer('run:list', () => ({ ok: false, code: 'run-unreadable', message: 'Cannot read /runs.' }));
  await runs.load();
  expect(useNotices().problems).toMatchObject([{ code: 'run-unreadable' }]);
});
