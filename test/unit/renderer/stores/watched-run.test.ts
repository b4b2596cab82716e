import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useTraining } from '../../../../src/renderer/stores/training';
import { useWatchedRun } from '../../../../src/renderer/stores/watched-run';
import type { RunDetails } from '../../../../src/shared/ipc';
import { success, type Result } from '../../../../src/shared/result';
import type { RunCurves } from '../../../../src/shared/run-curves';
import { epochOf, metricsOf, restingMetricsOf, samplesOf } from '../../../new-run';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { curvesOf, detailsOf, summaryOf } from './run-summary';

let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
});

function listening(): ReturnType<typeof useWatchedRun> {
  useTraining().listen();
  studio.answer('run:curves', () => success(curvesOf([])));
  const watched = useWatchedRun();
  watched.listen();
  return watched;
}

const stepsOf = (watched: ReturnType<typeof useWatchedRun>): readonly number[] =>
  Array.from({ length: watched.curves().length }, (_, row) => watched.curves().head(row, 'lastStep'));

test('a run of the disk is shown as it lies there', async () => {
  const watched = listening();
  studio.answer('run:read', (id) => ({ ok: true, value: detailsOf(id, 'finished') }));
  studio.answer('run:curves', () => success(curvesOf([metricsOf(1), metricsOf(2)])));
  await watched.open('run-1');
  expect(watched.summary?.state).toBe('finished');
  expect(watched.latest?.step).toBe(2);
  expect(watched.samples?.step).toBe(0);
  expect(stepsOf(watched)).toEqual([1, 2]);
});

test('steps that arrive while the folder is read are neither lost nor counted twice', async () => {
  const watched = listening();
  const waiting: ((result: Result<RunCurves>) => void)[] = [];
  studio.answer('run:read', (id) => success(detailsOf(id, 'running')));
  studio.answer('run:curves', () => new Promise<Result<RunCurves>>((resolve) => waiting.push(resolve)));
  const opened = watched.open('run-1');
  studio.tell('run:metrics', { runId: 'run-1', lines: [metricsOf(2), metricsOf(3)] });
  studio.tell('run:metrics', { runId: 'run-1', lines: [metricsOf(4)] });
  for (const answer of waiting) answer(success(curvesOf([metricsOf(1), metricsOf(2)])));
  await opened;
  studio.tell('run:metrics', { runId: 'run-1', lines: [metricsOf(5)] });
  expect(stepsOf(watched)).toEqual([1, 2, 3, 4, 5]);
  expect(watched.curves().length).toBe(5);
});

test('a step in which the generator rested keeps the last generator loss', async () => {
  const watched = listening();
  studio.answer('run:read', (id) => ({ ok: true, value: detailsOf(id, 'running') }));
  await watched.open('run-1');
  studio.tell('run:metrics', { runId: 'run-1', lines: [metricsOf(1, { generatorLoss: 2 })] });
  studio.tell('run:metrics', { runId: 'run-1', lines: [restingMetricsOf(2)] });
  expect(watched.latest).toMatchObject({ step: 2, generatorLoss: 2 });
  const told = [0, 1].map((row) => watched.curves().value(row, 'generatorLoss', 'count'));
  expect(told).toEqual([1, 0]);
});

test('the means of the newest whole epoch are shown, from the folder and then live', async () => {
  const watched = listening();
  const details = { ...detailsOf('run-1', 'running'), lastEpoch: epochOf(4) };
  studio.answer('run:read', () => ({ ok: true, value: details }));
  await watched.open('run-1');
  expect(watched.lastEpoch).toEqual(epochOf(4));
  studio.tell('run:epoch', { runId: 'run-1', means: epochOf(5) });
  studio.tell('run:epoch', { runId: 'run-2', means: epochOf(9) });
  studio.tell('run:epoch', { runId: 'run-1', means: epochOf(6, { complete: false }) });
  expect(watched.lastEpoch).toEqual(epochOf(5));
  // a folder that was read before the epoch was done tells nothing newer
  studio.tell('run:stage', { runId: 'run-1', stage: 'training' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(watched.lastEpoch).toEqual(epochOf(5));
  studio.answer('run:read', (id) => ({ ok: true, value: detailsOf(id, 'finished') }));
  await watched.open('run-2');
  expect(watched.lastEpoch).toBeNull();
});

test('live samples are shown, stay when the run ends, and give way to the folder', async () => {
  const watched = listening();
  studio.answer('run:read', (id) => ({ ok: true, value: detailsOf(id, 'running') }));
  await watched.open('run-1');
  studio.tell('run:stage', { runId: 'run-1', stage: 'training' });
  studio.tell('run:samples', { runId: 'run-1', samples: samplesOf(9) });
  expect(watched.isLive).toBe(true);
  expect(watched.samples?.step).toBe(9);
  studio.answer('run:read', (id) => ({ ok: true, value: { ...detailsOf(id, 'stopped'), sheet: samplesOf(10) } }));
  studio.tell('run:stage', { runId: 'run-1', stage: 'ended' });
  expect(watched.samples?.step).toBe(9);
  studio.tell('run:changed', summaryOf('run-1', 'stopped'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(watched.samples?.step).toBe(10);
  expect(watched.summary?.state).toBe('stopped');
});

test('the answer for a run that is no longer open is dropped', async () => {
  const watched = listening();
  const answers = new Map<string, (result: Result<RunDetails>) => void>();
  studio.answer('run:read', (id) => new Promise<Result<RunDetails>>((resolve) => answers.set(id, resolve)));
  const first = watched.open('run-1');
  const second = watched.open('run-2');
  answers.get('run-2')?.({ ok: true, value: detailsOf('run-2', 'finished') });
  answers.get('run-1')?.({ ok: true, value: detailsOf('run-1', 'finished') });
  await Promise.all([first, second]);
  expect(watched.summary?.id).toBe('run-2');
});

test('the open run being deleted is known, and so is its coming back', async () => {
  const watched = listening();
  studio.answer('run:read', (id) => ({ ok: true, value: detailsOf(id, 'finished') }));
  studio.answer('run:curves', () => success(curvesOf([metricsOf(1)])));
  await watched.open('run-1');
  const nothing = { folder: { kind: 'there' }, runs: [], unreadable: [], gone: [], complete: true } as const;
  studio.tell('runs:changed', { ...nothing, gone: ['run-2'] });
  expect(watched.isGone).toBe(false);
  studio.tell('runs:changed', { ...nothing, gone: ['run-1'] });
  expect(watched.isGone).toBe(true);
  expect(watched.latest?.step).toBe(1);
  studio.tell('runs:changed', { ...nothing, runs: [summaryOf('run-1', 'finished')] });
  expect(watched.isGone).toBe(false);
});

test('a run that another program trains is read again for each new sheet and at its end, and only then', async () => {
  const watched = listening();
  let reads = 0;
  studio.answer('run:read', (id) => {
    reads++;
    return { ok: true, value: detailsOf(id, 'running') };
  });
  await watched.open('run-1');
  const tell = (changes: object): void => {
    const runs = [{ ...summaryOf('run-1', 'running'), ...changes }];
    studio.tell('runs:changed', { folder: { kind: 'there' }, runs, unreadable: [], gone: [], complete: true });
  };
  tell({ step: 20 });
  expect([reads, watched.summary?.step]).toEqual([1, 20]);
  tell({ step: 40, sheetStep: 40 });
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads).toBe(2);
  tell({ step: 41, state: 'stopped', sheetStep: 0 });
  expect(reads).toBe(3);
});
