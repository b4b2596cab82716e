import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRun } from '../../../../src/main/runs/create-run';
import { RunCatalogue } from '../../../../src/main/runs/run-catalogue';
import { changeNotes } from '../../../../src/main/runs/run-notes';
import { summariseRun } from '../../../../src/main/runs/summarise-run';
import { presets } from '../../../../src/shared/presets';
import type { RunListChange } from '../../../../src/shared/run';
import { metricsOf, newRun } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { tinyRecipe } from '../../../tiny-recipe';

async function look(catalogue: RunCatalogue): Promise<readonly RunListChange[]> {
  const changes: RunListChange[] = [];
  for await (const change of catalogue.look()) changes.push(change);
  return changes;
}

async function lookOnce(catalogue: RunCatalogue): Promise<RunListChange> {
  const [change, ...more] = await look(catalogue);
  expect(more).toEqual([]);
  return change as RunListChange;
}

const nothing = { folder: { kind: 'there' }, runs: [], unreadable: [], gone: [], complete: true };

test('a look tells what differs from the one before, and nothing else', async () => {
  const runsFolder = await temporaryFolder();
  const catalogue = new RunCatalogue(runsFolder);
  const first = await createRun(newRun(runsFolder));
  await first.finish('finished', null);
  expect((await lookOnce(catalogue)).runs).toMatchObject([{ id: first.id, state: 'finished' }]);
  expect(await lookOnce(catalogue)).toEqual(nothing);

  await changeNotes(first.folder, { star: true });
  expect(await lookOnce(catalogue)).toMatchObject({ runs: [{ id: first.id, notes: { star: true } }], gone: [] });
  const second = await createRun(newRun(runsFolder));
  expect((await lookOnce(catalogue)).runs.map(({ id }) => id)).toEqual([second.id]);
  await rm(first.folder, { recursive: true });
  expect(await lookOnce(catalogue)).toEqual({ ...nothing, gone: [first.id] });
});

test('a run that trains tells its newest step, also between two looks at the whole folder', async () => {
  const runsFolder = await temporaryFolder();
  const catalogue = new RunCatalogue(runsFolder);
  const writer = await createRun(newRun(runsFolder));
  await lookOnce(catalogue);
  expect(await catalogue.lookAtUnsettled()).toEqual(nothing);
  await writer.appendMetrics([metricsOf(1), metricsOf(250)]);
  expect((await catalogue.lookAtUnsettled()).runs).toMatchObject([
    { id: writer.id, state: 'running', step: 250, seconds: 25, progress: 0.25 },
  ]);
  await writer.finish('stopped', null);
  expect((await catalogue.lookAtUnsettled()).runs).toMatchObject([{ id: writer.id, state: 'stopped' }]);
  expect(await catalogue.lookAtUnsettled()).toEqual(nothing);
});

test('a writer that is gone turns its run into an interrupted one', async () => {
  const runsFolder = await temporaryFolder();
  const catalogue = new RunCatalogue(runsFolder);
  const writer = await createRun(newRun(runsFolder));
  await lookOnce(catalogue);
  await rm(join(writer.folder, 'writer.lock'));
  expect((await catalogue.lookAtUnsettled()).runs).toMatchObject([{ id: writer.id, state: 'interrupted' }]);
});

test('what cannot be read is told, and told again when it is mended', async () => {
  const runsFolder = await temporaryFolder();
  const catalogue = new RunCatalogue(runsFolder);
  const { id, folder } = await createRun(newRun(runsFolder));
  await rename(join(folder, 'recipe.json'), join(folder, 'kept.json'));
  expect((await lookOnce(catalogue)).unreadable).toMatchObject([{ id }]);
  await rename(join(folder, 'kept.json'), join(folder, 'recipe.json'));
  expect((await catalogue.lookAtUnsettled()).runs).toMatchObject([{ id }]);
});

test('a runs folder that is gone takes its runs along, and brings them back', async () => {
  const above = await temporaryFolder();
  const [runsFolder, moved] = [join(above, 'runs'), join(above, 'moved')];
  const catalogue = new RunCatalogue(runsFolder);
  expect((await lookOnce(catalogue)).folder).toEqual({ kind: 'missing' });
  const { id } = await createRun(newRun(runsFolder));
  await lookOnce(catalogue);
  await rename(runsFolder, moved);
  expect(await lookOnce(catalogue)).toEqual({ ...nothing, folder: { kind: 'missing' }, gone: [id] });
  await rename(moved, runsFolder);
  expect((await lookOnce(catalogue)).runs.map((run) => run.id)).toEqual([id]);
});

test('many rows come in parts, the newest names first', async () => {
  const runsFolder = await temporaryFolder();
  for (let index = 0; index < 1100; index++) await mkdir(join(runsFolder, `run-${String(index).padStart(4, '0')}`));
  const changes = await look(new RunCatalogue(runsFolder));
  expect(changes.map(({ unreadable, complete }) => [unreadable.length, complete])).toEqual([
    [500, false],
    [600, true],
  ]);
  expect(changes[0]?.unreadable[0]?.id).toBe('run-1099');
});

test('a file in the place of the folder is said', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(lookOnce(new RunCatalogue(file))).rejects.toMatchObject({ code: 'run-unreadable' });
});

test('a row is the same whether its files were read at once or by and by', async () => {
  const runsFolder = await temporaryFolder();
  const written = await Promise.all(
    presets.map(async (recipe) => {
      const writer = await createRun(newRun(runsFolder, { recipe: { ...recipe, seed: 7 } }));
      await changeNotes(writer.folder, { name: recipe.preset });
      await writer.finish('finished', null);
      return summariseRun(writer.folder);
    }),
  );
  const { runs } = await lookOnce(new RunCatalogue(runsFolder));
  expect(new Map(runs.map((run) => [run.id, run]))).toEqual(new Map(written.map((run) => [run.id, run])));
  expect(new Set(runs.map(({ preset }) => preset)).size).toBe(presets.length);
});

test('a recipe that was written by another hand is read as well', async () => {
  const runsFolder = await temporaryFolder();
  const writer = await createRun(newRun(runsFolder));
  await writer.finish('finished', null);
  const file = join(writer.folder, 'recipe.json');
  for (const indent of [0, 1, 4]) {
    await writeFile(file, JSON.stringify(tinyRecipe, null, indent));
    const { runs } = await lookOnce(new RunCatalogue(runsFolder));
    expect(runs).toMatchObject([{ preset: 'tiny', seed: 11, length: tinyRecipe.schedule.length }]);
  }
});
