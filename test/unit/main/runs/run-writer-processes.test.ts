import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCheckpoint } from '../../../../src/main/runs/checkpoint';
import { listRuns } from '../../../../src/main/runs/list-runs';
import { readMetrics } from '../../../../src/main/runs/read-metrics';
import { readRun } from '../../../../src/main/runs/read-run';
import { createRun } from '../../../../src/main/runs/create-run';
import { summariseRun } from '../../../../src/main/runs/summarise-run';
import { buildFixture, type BuiltFixture } from '../../../build-fixture';
import { runInReadOnlyFolder, runOnSmallDisk } from '../../../confined-process';
import { metricsOf, newRun } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

const fixtures = new Map<string, BuiltFixture>();
const script = (name: string): string => (fixtures.get(name) as BuiltFixture).script;

beforeAll(async () => {
  for (const name of [
    'write-a-run-and-wait',
    'write-many-runs',
    'fill-a-disk-with-a-run',
    'fill-a-disk-with-events',
    'start-a-run',
  ]) {
    fixtures.set(name, await buildFixture(`test/fixtures/${name}.ts`));
  }
});
afterAll(async () => {
  for (const fixture of fixtures.values()) await fixture.remove();
});

/** Runs a script until it has printed its first line, which is JSON. */
async function startProcess<T>(name: string, runsFolder: string): Promise<{ printed: T; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, [script(name), runsFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    printed: JSON.parse(line) as T,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

describe('a writer that is killed', () => {
  test('leaves a run that was running, is interrupted, and opens again with everything it had', async () => {
    const runsFolder = await temporaryFolder();
    const { printed, kill } = await startProcess<{ id: string; folder: string }>('write-a-run-and-wait', runsFolder);
    expect(await summariseRun(printed.folder)).toMatchObject({ id: printed.id, state: 'running' });
    await kill();
    // a line that it was writing when it died
    await appendFile(join(printed.folder, 'metrics.jsonl'), '{"step":4,"epo');

    expect((await listRuns(runsFolder)).runs).toEqual([await summariseRun(printed.folder)]);
    const run = await readRun(printed.folder);
    expect(run.summary).toMatchObject({ state: 'interrupted', step: 3, checkpointStep: 3, sheetStep: 3 });
    const { points, damagedLines } = await readMetrics(join(printed.folder, 'metrics.jsonl'), 100);
    expect(points).toEqual([metricsOf(1), metricsOf(2), metricsOf(3)]);
    expect(damagedLines).toBe(1);
    expect(run.sheet?.step).toBe(3);
    expect((await openCheckpoint(printed.folder)).checkpoint.step).toBe(3);
  });

  test('hinders no other run in the same folder', async () => {
    const runsFolder = await temporaryFolder();
    const { printed, kill } = await startProcess<{ id: string }>('write-a-run-and-wait', runsFolder);
    await kill();
    const writer = await createRun(newRun(runsFolder));
    await writer.finish('finished', null);
    const states = (await listRuns(runsFolder)).runs.map(({ id, state }) => [id, state]);
    expect(states).toEqual([
      [writer.id, 'finished'],
      [printed.id, 'interrupted'],
    ]);
  });
});

test('two processes that write at once into one folder do not collide', async () => {
  const runsFolder = await temporaryFolder();
  type Printed = { first: number; ids: string[] };
  const processes = await Promise.all([
    startProcess<Printed>('write-many-runs', runsFolder),
    startProcess<Printed>('write-many-runs', runsFolder),
  ]);
  const expected = processes.flatMap(({ printed: { first, ids } }) => ids.map((id, index) => [id, first + index]));
  const { runs, unreadable } = await listRuns(runsFolder);
  expect(unreadable).toEqual([]);
  expect(Object.fromEntries(runs.map(({ id, seed }) => [id, seed]))).toEqual(Object.fromEntries(expected));
  expect(runs).toHaveLength(20);
  for (const { folder, seed, state } of runs) {
    expect(state).toBe('finished');
    expect((await openCheckpoint(folder)).checkpoint.recipe.seed).toBe(seed);
    expect((await readFile(join(folder, 'metrics.jsonl'), 'utf8')).trimEnd().split('\n')).toHaveLength(1);
  }
  expect(await readdir(runsFolder)).toHaveLength(20);
});

describe('a disk that is full', () => {
  test('keeps the last good checkpoint and whole lines, and the run says why it failed', async () => {
    const { printed, mechanism } = runOnSmallDisk(script('fill-a-disk-with-a-run'), await temporaryFolder(), 4);
    const refused = mechanism === 'file size limit' ? 'write-failed' : 'disk-full';
    expect(printed).toEqual({
      largeCheckpoint: refused,
      checkpoints: ['000001.safetensors'],
      openedStep: 1,
      metrics: refused,
      linesKept: true,
      damagedMetricsLines: 0,
      state: 'failed',
      reason: 'The disk is full.',
    });
  });

  test('leaves an event file that is whole, with everything that was written before', async () => {
    const { printed, mechanism } = runOnSmallDisk(script('fill-a-disk-with-events'), await temporaryFolder(), 4);
    const code = mechanism === 'file size limit' ? 'write-failed' : 'disk-full';
    expect(printed).toEqual({ code, namesFile: true, isWhole: true, allKept: true, wroteSome: true });
  });

  test('is said before a run starts, and nothing is left', async () => {
    const { printed, mechanism } = runOnSmallDisk(script('start-a-run'), await temporaryFolder(), 1);
    // a limit on the size of files leaves the disk as large as it is
    if (mechanism === 'file size limit') expect(printed).toHaveProperty('id');
    else expect(printed).toEqual({ code: 'disk-full', namesFolder: true, left: [] });
  });
});

test('a read-only folder is said before a run starts, and nothing is left', async () => {
  const { printed } = runInReadOnlyFolder(script('start-a-run'), await temporaryFolder());
  expect(printed).toEqual({ code: 'folder-not-writable', namesFolder: true, left: [] });
});
