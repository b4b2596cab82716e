import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useRuns } from '../../../../src/renderer/stores/runs';
import { useUnfinishedRun } from '../../../../src/renderer/stores/unfinished-run';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { summaryOf } from './run-summary';

let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
});

async function offering(): Promise<ReturnType<typeof useUnfinishedRun>> {
  const unfinished = useUnfinishedRun();
  useRuns().listen();
  studio.answer('run:unfinished', () => ({ ok: true, value: summaryOf('run-1', 'interrupted') }));
  studio.tell('run:changed', summaryOf('run-1', 'interrupted'));
  await unfinished.load();
  expect(unfinished.offered?.id).toBe('run-1');
  return unfinished;
}

test('the offer goes once the run goes on, in whatever way', async () => {
  const unfinished = await offering();
  studio.tell('run:changed', summaryOf('run-1', 'running'));
  expect(unfinished.offered).toBeNull();
});

test('the offer goes with the run', async () => {
  const unfinished = await offering();
  studio.tell('runs:changed', { folder: { kind: 'there' }, runs: [], unreadable: [], gone: ['run-1'], complete: true });
  expect(unfinished.offered).toBeNull();
});

test('a dismissed offer is gone, also at the next start', async () => {
  const unfinished = await offering();
  const dismissed = vi.fn(() => ({ ok: true as const, value: undefined }));
  studio.answer('run:dismiss-unfinished', dismissed);
  await unfinished.dismiss();
  expect(unfinished.offered).toBeNull();
  expect(dismissed).toHaveBeenCalledTimes(1);
});
