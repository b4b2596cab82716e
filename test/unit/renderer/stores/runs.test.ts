import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useNotices } from '../../../../src/renderer/stores/notices';
import { useRuns } from '../../../../src/renderer/stores/runs';
import type { Result } from '../../../../src/shared/result';
import { noKnownRuns } from '../../../../src/shared/known-runs';
import { noNotes, type RunNotes } from '../../../../src/shared/run-notes';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { summaryOf } from './run-summary';

let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
});

test('runs that train now are told apart', async () => {
  const runs = useRuns();
  const listed = [summaryOf('b', 'running'), summaryOf('a', 'finished'), summaryOf('c', 'interrupted')];
  studio.answer('run:list', () => ({ ok: true, value: { ...noKnownRuns, runs: listed } }));
  await runs.load();
  expect(runs.trainingNow.map(({ id }) => id)).toEqual(['b']);
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

test('what is written about a run shows at once, and is taken back where it could not be kept', async () => {
  const runs = useRuns();
  runs.listen();
  studio.tell('run:changed', summaryOf('a', 'finished'));
  studio.answer('run:annotate', (_id, change) => ({ ok: true, value: { ...noNotes, ...change, tags: ['kept'] } }));
  const kept = runs.annotate('a', { name: 'First try' });
  expect(runs.find('a')?.notes.name).toBe('First try');
  await kept;
  expect(runs.find('a')?.notes).toEqual({ ...noNotes, name: 'First try', tags: ['kept'] });

  studio.answer('run:annotate', () => ({ ok: false, code: 'disk-full', message: 'The disk is full.' }));
  await runs.annotate('a', { star: true });
  expect(runs.find('a')?.notes.star).toBe(false);
  expect(useNotices().problems).toMatchObject([{ code: 'disk-full' }]);
});

test('of changes in a row the answer to one does not hide the next, and what could not be kept goes', async () => {
  const runs = useRuns();
  runs.listen();
  studio.tell('run:changed', summaryOf('a', 'finished'));
  const answers: (() => void)[] = [];
  const answerLater = (answer: Result<RunNotes>): void =>
    studio.answer('run:annotate', () => new Promise((fulfil) => answers.push(() => fulfil(answer))));
  answerLater({ ok: true, value: { ...noNotes, tags: ['one'] } });
  const first = runs.annotate('a', { tags: ['one'] });
  const full = { ok: false, code: 'disk-full', message: 'The disk is full.' } as const;
  answerLater(full);
  const second = runs.annotate('a', { tags: ['one', 'two'] });
  const third = runs.annotate('a', { star: true });
  answers[0]?.();
  await first;
  expect(runs.find('a')?.notes).toEqual({ ...noNotes, tags: ['one', 'two'], star: true });
  answers[1]?.();
  answers[2]?.();
  await Promise.all([second, third]);
  expect(runs.find('a')?.notes).toEqual({ ...noNotes, tags: ['one'] });
  expect(useNotices().problems).not.toEqual([]);
});

test('what another program changes in the runs folder is taken in', () => {
  const runs = useRuns();
  runs.listen();
  const nothing = { folder: { kind: 'there' }, runs: [], unreadable: [], gone: [], complete: true } as const;
  studio.tell('runs:changed', { ...nothing, runs: [summaryOf('a', 'running'), summaryOf('b', 'finished')] });
  studio.tell('runs:changed', { ...nothing, gone: ['a'] });
  expect(runs.runs.map(({ id }) => id)).toEqual(['b']);
  studio.tell('runs:changed', { ...nothing, folder: { kind: 'missing' }, gone: ['b'] });
  expect([runs.runs, runs.folder.kind]).toEqual([[], 'missing']);
});
