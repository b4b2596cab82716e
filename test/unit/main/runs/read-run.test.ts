import { rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRun } from '../../../../src/main/runs/read-run';
import { createRun } from '../../../../src/main/runs/create-run';
import { summariseRun } from '../../../../src/main/runs/summarise-run';
import { epochOf, metricsOf, newRun, samplesOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { tinyRecipe } from '../../../tiny-recipe';

test('a run comes back with recipe, record and its newest sheet', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  await writer.appendMetrics([metricsOf(1), metricsOf(2)]);
  await writer.appendEpochs([epochOf(1), epochOf(2, { complete: false })]);
  for (const step of [0, 2]) await writer.writeSheet(samplesOf(step));
  await writer.finish('finished', null);
  const run = await readRun(writer.folder);
  expect(run).toEqual({
    summary: await summariseRun(writer.folder),
    recipe: tinyRecipe,
    record: run.record,
    lastEpoch: epochOf(1),
    sheet: samplesOf(2),
    sheetSteps: [0, 2],
    checkpoints: [],
    damagedEpochsLines: 0,
    damagedSheets: [],
  });
  expect(run.record).toMatchObject({ state: 'finished', sheetStep: 2, dataSet: { fingerprint: 'f1' } });
});

test('a run that has just begun has no sheet', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  expect(await readRun(writer.folder)).toMatchObject({
    lastEpoch: null,
    sheet: null,
    sheetSteps: [],
  });
});

test('a damaged newest sheet is passed over, and that is said', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  for (const step of [1, 2]) await writer.writeSheet(samplesOf(step));
  const damaged = join(writer.folder, 'samples', '000002.png');
  await truncate(damaged, 50);
  const { sheet, sheetSteps, damagedSheets } = await readRun(writer.folder);
  expect(sheet).toEqual(samplesOf(1));
  expect(sheetSteps).toEqual([1, 2]);
  expect(damagedSheets).toEqual([expect.stringContaining(damaged)]);
});

test('folders inside that someone removed are no reason to hide the run', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  await writer.finish('stopped', null);
  for (const name of ['samples', 'checkpoints', 'metrics.jsonl', 'epochs.jsonl', 'cache']) {
    await rm(join(writer.folder, name), { recursive: true });
  }
  expect(await readRun(writer.folder)).toMatchObject({ summary: { state: 'stopped' }, sheet: null });
});

test('a folder that is not there is no run', async () => {
  const folder = join(await temporaryFolder(), 'missing');
  await expect(readRun(folder)).rejects.toMatchObject({ code: 'no-such-run' });
});

test.each(['run.json', 'recipe.json'])('a damaged %s is named', async (name) => {
  const writer = await createRun(newRun(await temporaryFolder()));
  const file = join(writer.folder, name);
  await writeFile(file, '{}');
  await expect(readRun(writer.folder)).rejects.toMatchObject({ code: 'run-unreadable' });
  await expect(readRun(writer.folder)).rejects.toThrow(file);
});

test('a recipe file of absurd size is refused unread', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  await truncate(join(writer.folder, 'recipe.json'), 3_000_000_000);
  await expect(readRun(writer.folder)).rejects.toThrow('3000000000 bytes, more than the allowed');
});
