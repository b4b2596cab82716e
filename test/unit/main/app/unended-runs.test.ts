import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SettingsStore } from '../../../../src/main/app/settings';
import { UnendedRuns } from '../../../../src/main/app/unended-runs';
import type { RunState } from '../../../../src/shared/run';
import { temporaryFolder } from '../../../temporary-folder';
import { summaryOf } from '../../renderer/stores/run-summary';

/** A studio's start on the same settings file. */
async function start(path: string): Promise<{ unended: UnendedRuns; store: SettingsStore; unkept: unknown[] }> {
  const unkept: unknown[] = [];
  const store = await SettingsStore.open(path);
  return { unended: new UnendedRuns(store, (error) => unkept.push(error)), store, unkept };
}

const settingsFile = async (): Promise<string> => join(await temporaryFolder(), 'settings.json');
const end = (unended: UnendedRuns, runId: string, state: RunState): void =>
  unended.hear('run:changed', summaryOf(runId, state));

test('of several runs that trained when the program ended all are known at the next start', async () => {
  const path = await settingsFile();
  const { unended, store } = await start(path);
  for (const runId of ['run-1', 'run-2', 'run-3']) unended.add(runId);
  end(unended, 'run-1', 'finished');
  // the writes stand in a row
  await store.write(store.settings);
  expect(unended.earlier).toEqual([]);
  expect((await start(path)).unended.earlier).toEqual(['run-3', 'run-2']);
});

test.each([
  ['running', true],
  ['interrupted', true],
  ['finished', false],
  ['stopped', false],
  ['paused', false],
  ['failed', false],
] as const)('a run that is %s is known at the next start: %s', async (state, known) => {
  const path = await settingsFile();
  const { unended, store } = await start(path);
  unended.add('run-1');
  end(unended, 'run-1', state);
  await store.write(store.settings);
  expect((await start(path)).unended.earlier).toEqual(known ? ['run-1'] : []);
});

test('a run that is left as it is is not offered again', async () => {
  const path = await settingsFile();
  const first = await start(path);
  for (const runId of ['run-1', 'run-2']) first.unended.add(runId);
  await first.store.write(first.store.settings);
  const second = await start(path);
  await second.unended.forget('run-2');
  expect(second.unended.earlier).toEqual(['run-1']);
  expect((await start(path)).unended.earlier).toEqual(['run-1']);
});

test('a training whose run cannot be kept in mind goes on, and that is reported', async () => {
  const { unended, store, unkept } = await start(join(await settingsFile(), 'missing', 'settings.json'));
  unended.add('run-1');
  await expect(store.write(store.settings)).rejects.toThrow();
  expect(unkept).toHaveLength(1);
});
