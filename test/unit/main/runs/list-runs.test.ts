import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { listRuns } from '../../../../src/main/runs/list-runs';
import { createRun } from '../../../../src/main/runs/create-run';
import { summariseRun } from '../../../../src/main/runs/summarise-run';
import { paceKey } from '../../../../src/shared/pace-key';
import { noNotes } from '../../../../src/shared/run-notes';
import { newRun } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { tinyRecipe } from '../../../tiny-recipe';

afterEach(() => {
  vi.useRealTimers();
});

test('a folder that does not exist yet has no runs', async () => {
  expect(await listRuns(join(await temporaryFolder(), 'missing'))).toEqual({ runs: [], unreadable: [] });
});

test('a file in its place is said', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(listRuns(file)).rejects.toMatchObject({ code: 'run-unreadable' });
  await expect(listRuns(file)).rejects.toThrow(file);
});

test('many runs are listed, newest first, each with its state', async () => {
  const runsFolder = await temporaryFolder();
  vi.useFakeTimers({ toFake: ['Date'] });
  const ids: string[] = [];
  for (let minute = 0; minute < 20; minute++) {
    vi.setSystemTime(new Date(2026, 10, 21, 14, minute));
    const writer = await createRun(newRun(runsFolder));
    await writer.finish(minute % 2 === 0 ? 'finished' : 'stopped', null);
    ids.unshift(writer.id);
  }
  const { runs, unreadable } = await listRuns(runsFolder);
  expect(unreadable).toEqual([]);
  expect(runs.map(({ id }) => id)).toEqual(ids);
  expect(runs.map(({ state }) => state)).toEqual(ids.map((_, index) => (index % 2 === 0 ? 'stopped' : 'finished')));
});

test('what is no readable run is listed with a sentence, not hidden', async () => {
  const runsFolder = await temporaryFolder();
  const good = await createRun(newRun(runsFolder));
  const damaged = await createRun(newRun(runsFolder));
  await writeFile(join(damaged.folder, 'run.json'), '{"formatVersion": 1, "state": "dreaming"}');
  const torn = await createRun(newRun(runsFolder));
  await writeFile(join(torn.folder, 'recipe.json'), '{"preset": ');
  await mkdir(join(runsFolder, 'holiday pictures'));
  await mkdir(join(runsFolder, 'empty'));

  const { runs, unreadable } = await listRuns(runsFolder);
  expect(runs.map(({ id }) => id)).toEqual([good.id]);
  const messages = Object.fromEntries(unreadable.map(({ id, message }) => [id, message]));
  expect(Object.keys(messages).sort()).toEqual([damaged.id, torn.id, 'empty', 'holiday pictures'].sort());
  expect(messages[damaged.id]).toContain(`${join(damaged.folder, 'run.json')} (state: `);
  expect(messages[torn.id]).toContain(join(torn.folder, 'recipe.json'));
  expect(messages['empty']).toContain(join(runsFolder, 'empty', 'recipe.json'));
  expect(messages['holiday pictures']).toContain('"holiday pictures" is not a name');
});

test('files, hidden folders and links that lead nowhere are no runs; links to runs are', async () => {
  const runsFolder = await temporaryFolder();
  const elsewhere = await createRun(newRun(await temporaryFolder()));
  await writeFile(join(runsFolder, 'readme.txt'), '');
  await mkdir(join(runsFolder, '.0123456789abcdef.tmp'));
  await symlink(join(runsFolder, 'nowhere'), join(runsFolder, 'broken'));
  await symlink(elsewhere.folder, join(runsFolder, elsewhere.id));
  const { runs, unreadable } = await listRuns(runsFolder);
  expect(runs.map(({ id, folder }) => [id, folder])).toEqual([[elsewhere.id, join(runsFolder, elsewhere.id)]]);
  expect(unreadable).toEqual([]);
});

test('a summary says what a row of the list shows', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  await writer.update({ step: 250, epoch: 2.5, seconds: 10, stepsPerSecond: 25 });
  const { createdAt } = JSON.parse(await readFile(join(writer.folder, 'run.json'), 'utf8')) as { createdAt: string };
  expect(await summariseRun(writer.folder)).toEqual({
    id: writer.id,
    folder: writer.folder,
    preset: 'tiny',
    seed: 11,
    dataSetName: 'MNIST',
    state: 'running',
    reason: null,
    createdAt,
    step: 250,
    epoch: 2.5,
    seconds: 10,
    stepsPerSecond: 25,
    progress: 0.25,
    length: { unit: 'steps', amount: 1000 },
    sheetStep: null,
    checkpointStep: null,
    parent: null,
    notes: noNotes,
    notesProblem: null,
    pace: { key: paceKey(tinyRecipe), device: 'CPU, 2 threads' },
  });
});

test('a run by the clock progresses by the clock, and a finished one is complete', async () => {
  const length = { unit: 'minutes', amount: 2 } as const;
  const recipe = { ...tinyRecipe, schedule: { ...tinyRecipe.schedule, length } };
  const writer = await createRun(newRun(await temporaryFolder(), { recipe, plannedSteps: null }));
  await writer.update({ step: 1, seconds: 30 });
  expect((await summariseRun(writer.folder)).progress).toBe(0.25);
  await writer.update({ seconds: 120.5 });
  expect((await summariseRun(writer.folder)).progress).toBe(1);
  await writer.update({ seconds: 119.9 });
  expect((await writer.finish('finished', null)).progress).toBe(1);
});
