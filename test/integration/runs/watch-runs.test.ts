import { rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createRun } from '../../../src/main/runs/create-run';
import { readRunRecord } from '../../../src/main/runs/run-record';
import { changeNotes } from '../../../src/main/runs/run-notes';
import { RunsWatch } from '../../../src/main/runs/watch-runs';
import { writeJson } from '../../../src/main/runs/write-json';
import { applyChange, noKnownRuns } from '../../../src/shared/known-runs';
import type { KnownRuns, RunListChange } from '../../../src/shared/run';
import { metricsOf, newRun } from '../../new-run';
import { temporaryFolder } from '../../temporary-folder';

/** Looks so often that a test need not wait; the order of things is the real one. */
const pace = { training: 40, whole: 120, hidden: 120, settling: 10 };
const patience = { timeout: 10_000, interval: 20 };

interface Watched {
  readonly known: () => KnownRuns;
  readonly changes: readonly RunListChange[];
  readonly watch: RunsWatch;
}

function watching(runsFolder: string, itsPace = pace): Watched {
  let known = noKnownRuns;
  const changes: RunListChange[] = [];
  const watch = new RunsWatch(
    runsFolder,
    (change) => {
      changes.push(change);
      known = applyChange(known, change);
    },
    itsPace,
  );
  onTestFinished(() => watch.close());
  return { known: () => known, changes, watch };
}

const states = ({ known }: Watched): readonly (readonly string[])[] => known().runs.map(({ id, state }) => [id, state]);

test('runs that are made, go on, are written about and are deleted show by themselves', async () => {
  const runsFolder = await temporaryFolder();
  const watched = watching(runsFolder);
  const writer = await createRun(newRun(runsFolder));
  await expect.poll(() => states(watched), patience).toEqual([[writer.id, 'running']]);
  await writer.appendMetrics([metricsOf(1), metricsOf(40)]);
  await expect.poll(() => watched.known().runs[0]?.step, patience).toBe(40);
  await changeNotes(writer.folder, { name: 'First try' });
  await expect.poll(() => watched.known().runs[0]?.notes.name, patience).toBe('First try');
  await writer.finish('stopped', null);
  await expect.poll(() => states(watched), patience).toEqual([[writer.id, 'stopped']]);
  // as another program does that goes on with it
  const record = { ...(await readRunRecord(writer.folder)), state: 'running' };
  await writeJson(join(writer.folder, 'run.json'), record);
  await expect.poll(() => states(watched), patience).toEqual([[writer.id, 'interrupted']]);
  await rm(writer.folder, { recursive: true });
  await expect.poll(() => states(watched), patience).toEqual([]);
});

test('a heartbeat of another machine that stops turns its run into an interrupted one', async () => {
  const runsFolder = await temporaryFolder();
  const watched = watching(runsFolder);
  const { id, folder } = await createRun(newRun(runsFolder));
  const lock = join(folder, 'writer.lock');
  await writeJson(lock, { host: 'elsewhere', pid: 1, processStart: null, startedAt: new Date().toISOString() });
  await expect.poll(() => states(watched), patience).toEqual([[id, 'running']]);
  const longAgo = new Date(Date.now() - 120_000);
  await utimes(lock, longAgo, longAgo);
  await expect.poll(() => states(watched), patience).toEqual([[id, 'interrupted']]);
});

test('a folder that is moved is said to be missing, and comes back with its runs', async () => {
  const above = await temporaryFolder();
  const [runsFolder, moved] = [join(above, 'runs'), join(above, 'moved')];
  const writer = await createRun(newRun(runsFolder));
  await writer.finish('finished', null);
  const watched = watching(runsFolder);
  await expect.poll(() => states(watched), patience).toEqual([[writer.id, 'finished']]);
  await rename(runsFolder, moved);
  await expect.poll(() => watched.known().folder.kind, patience).toBe('missing');
  expect(watched.known().runs).toEqual([]);
  await rename(moved, runsFolder);
  await expect.poll(() => states(watched), patience).toEqual([[writer.id, 'finished']]);
  expect(watched.known().folder.kind).toBe('there');
  // and it is watched again
  const another = await createRun(newRun(runsFolder));
  await expect.poll(() => watched.known().runs.length, patience).toBe(2);
  await another.finish('stopped', null);
});

test('the system tells of a new run long before the whole folder is looked at again', async () => {
  const runsFolder = await temporaryFolder();
  const watched = watching(runsFolder, { training: 3_600_000, whole: 3_600_000, hidden: 3_600_000, settling: 10 });
  await expect.poll(() => watched.changes.length, patience).toBe(1);
  const { id } = await createRun(newRun(runsFolder));
  await expect.poll(() => states(watched), patience).toEqual([[id, 'running']]);
});

test('where nothing changes nothing is told', async () => {
  const runsFolder = await temporaryFolder();
  const writer = await createRun(newRun(runsFolder));
  await writer.finish('finished', null);
  const watched = watching(runsFolder, { training: 5, whole: 5, hidden: 5, settling: 5 });
  await expect.poll(() => watched.changes.length, patience).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(watched.changes).toHaveLength(1);
});
