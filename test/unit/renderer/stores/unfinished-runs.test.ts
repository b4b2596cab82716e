import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useRuns } from '../../../../src/renderer/stores/runs';
import { useUnfinishedRuns } from '../../../../src/renderer/stores/unfinished-runs';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { summaryOf } from './run-summary';

let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
});

type Unfinished = ReturnType<typeof useUnfinishedRuns>;
const offeredBy = (unfinished: Unfinished): readonly string[] => unfinished.offered.map(({ id }) => id);

async function offering(): Promise<Unfinished> {
  const unfinished = useUnfinishedRuns();
  useRuns().listen();
  studio.answer('run:unfinished', () => ({ ok: true, value: ['run-2', 'run-1', 'run-0', 'run-unknown'] }));
  for (const id of ['run-1', 'run-2']) studio.tell('run:changed', summaryOf(id, 'interrupted'));
  studio.tell('run:changed', summaryOf('run-0', 'finished'));
  await unfinished.load();
  expect(offeredBy(unfinished)).toEqual(['run-2', 'run-1']);
  return unfinished;
}

test('of the runs that trained last all that were interrupted are offered, the latest first', async () => {
  await offering();
});

test('a run that the first look at the folder found still training is offered once it is known to be interrupted', async () => {
  const unfinished = await offering();
  studio.tell('run:changed', summaryOf('run-0', 'running'));
  expect(offeredBy(unfinished)).toEqual(['run-2', 'run-1']);
  studio.tell('run:changed', summaryOf('run-0', 'interrupted'));
  expect(offeredBy(unfinished)).toEqual(['run-2', 'run-1', 'run-0']);
});

test('an offer goes once its run goes on, in whatever way, and the other one stays', async () => {
  const unfinished = await offering();
  studio.tell('run:changed', summaryOf('run-2', 'running'));
  expect(offeredBy(unfinished)).toEqual(['run-1']);
});

test('an offer goes with its run', async () => {
  const unfinished = await offering();
  studio.tell('runs:changed', {
    folder: { kind: 'there' },
    runs: [],
    unreadable: [],
    gone: ['run-1'],
    complete: false,
  });
  expect(offeredBy(unfinished)).toEqual(['run-2']);
});

test('a dismissed offer is gone, also at the next start, and the other one stays', async () => {
  const unfinished = await offering();
  const dismissed = vi.fn(() => ({ ok: true as const, value: undefined }));
  studio.answer('run:dismiss-unfinished', dismissed);
  await unfinished.dismiss('run-2');
  expect(offeredBy(unfinished)).toEqual(['run-1']);
  expect(dismissed).toHaveBeenCalledExactlyOnceWith('run-2');
});
