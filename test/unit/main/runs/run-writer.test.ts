import { mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openCheckpoint } from '../../../../src/main/runs/checkpoint';
import { readKeptCurves } from '../../../../src/main/runs/curve-cache';
import { readEpochs } from '../../../../src/main/runs/read-epochs';
import { createRun, type NewRun } from '../../../../src/main/runs/create-run';
import type { RunWriter } from '../../../../src/main/runs/run-writer';
import { readRunRecord } from '../../../../src/main/runs/run-record';
import { summariseRun } from '../../../../src/main/runs/summarise-run';
import { runIdSchema } from '../../../../src/shared/run';
import { inWords, worded } from '../../../../src/shared/wording/worded';
import { epochOf, metricsOf, newRun, restingMetricsOf, samplesOf, tensorsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { tinyRecipe } from '../../../tiny-recipe';

async function start(changes: Partial<NewRun> = {}): Promise<RunWriter> {
  const runsFolder = join(await temporaryFolder(), 'runs');
  return createRun(newRun(runsFolder, changes));
}

afterEach(() => {
  vi.useRealTimers();
});

test('a new run has all its files at once, and its recipe as it was asked', async () => {
  const writer = await start();
  expect((await readdir(writer.folder)).sort()).toEqual([
    'cache',
    'checkpoints',
    'epochs.jsonl',
    'log.txt',
    'metrics.jsonl',
    'recipe.json',
    'run.json',
    'samples',
    'writer.lock',
  ]);
  expect(JSON.parse(await readFile(join(writer.folder, 'recipe.json'), 'utf8'))).toEqual(tinyRecipe);
  expect(await readRunRecord(writer.folder)).toMatchObject({ state: 'running', step: 0, plannedSteps: 1000 });
  expect(await readdir(join(writer.folder, '..'))).toEqual([writer.id]);
});

test('the name says when, which recipe and which data', async () => {
  vi.useFakeTimers({ now: new Date(2026, 10, 21, 14, 30, 5), toFake: ['Date'] });
  const writer = await start({
    recipe: { ...tinyRecipe, preset: 'dcgan-28' },
    dataSet: { name: 'Fashion MNIST/2', imageCount: 1, fingerprint: '' },
  });
  expect(writer.id).toBe('20261121-143005-dcgan-28-fashion-mnist-2');
});

test('runs that start in the same second get names of their own', async () => {
  vi.useFakeTimers({ now: new Date(2026, 10, 21, 14, 30, 5), toFake: ['Date'] });
  const runsFolder = await temporaryFolder();
  const writers = await Promise.all(Array.from({ length: 5 }, () => createRun(newRun(runsFolder))));
  const ids = writers.map(({ id }) => id).sort();
  const base = '20261121-143005-tiny-mnist';
  expect(ids).toEqual([base, `${base}-2`, `${base}-3`, `${base}-4`, `${base}-5`]);
  expect((await readdir(runsFolder)).sort()).toEqual(ids);
  for (const id of ids) expect(runIdSchema.safeParse(id).success).toBe(true);
});

test('metrics become one line a step, in the order in which they were given', async () => {
  const writer = await start();
  const withoutGenerator = restingMetricsOf(3);
  await Promise.all([
    writer.appendMetrics([metricsOf(1), metricsOf(2)]),
    writer.appendMetrics([withoutGenerator]),
    writer.appendMetrics([]),
    writer.appendMetrics([metricsOf(4)]),
  ]);
  const text = await readFile(join(writer.folder, 'metrics.jsonl'), 'utf8');
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(lines).toEqual([metricsOf(1), metricsOf(2), withoutGenerator, metricsOf(4)]);
});

test('the means of epochs become one line each', async () => {
  const writer = await start();
  const cutShort = epochOf(3, { complete: false, steps: 7 });
  await Promise.all([writer.appendEpochs([epochOf(1), epochOf(2)]), writer.appendEpochs([cutShort])]);
  const { last, lastComplete, damagedLines } = await readEpochs(join(writer.folder, 'epochs.jsonl'));
  expect([last, lastComplete, damagedLines]).toEqual([cutShort, epochOf(2), 0]);
  await expect(writer.appendEpochs([epochOf(4, { generatorLoss: Infinity })])).rejects.toThrow(
    'Step 400 has generatorLoss = Infinity, which epochs.jsonl cannot hold.',
  );
});

test('numbers that are not finite are refused, and the file stays as it was', async () => {
  const writer = await start();
  await writer.appendMetrics([metricsOf(1)]);
  const before = await readFile(join(writer.folder, 'metrics.jsonl'), 'utf8');
  const diverged = metricsOf(2, { generatorLoss: Number.NaN });
  await expect(writer.appendMetrics([diverged])).rejects.toThrow('Step 2 has generatorLoss = NaN');
  await expect(writer.appendMetrics([metricsOf(2, { discriminatorLoss: Infinity })])).rejects.toThrow(RangeError);
  expect(await readFile(join(writer.folder, 'metrics.jsonl'), 'utf8')).toBe(before);
});

test('run.json follows what is written', async () => {
  const writer = await start();
  await writer.writeSheet(samplesOf(600));
  await writer.writeCheckpoint(601, tensorsOf(1));
  await writer.update({ step: 602, epoch: 0.5, seconds: 12, stepsPerSecond: 50 });
  expect(await readRunRecord(writer.folder)).toMatchObject({
    sheetStep: 600,
    checkpointStep: 601,
    step: 602,
    epoch: 0.5,
    seconds: 12,
    stepsPerSecond: 50,
  });
  expect(await readdir(join(writer.folder, 'samples'))).toEqual(['000600.png']);
  expect(await readdir(join(writer.folder, 'checkpoints'))).toEqual(['000601.safetensors']);
});

test('the latest generator loss is filled in where the generator rested', async () => {
  const writer = await start();
  await writer.appendMetrics([metricsOf(1, { generatorLoss: 0.25 })]);
  const resting = restingMetricsOf(2);
  await writer.appendMetrics([resting]);
  await writer.update({ step: 2, latestMetrics: resting });
  expect((await readRunRecord(writer.folder)).latestMetrics).toEqual({ ...resting, generatorLoss: 0.25 });
  await writer.update({ step: 3, latestMetrics: metricsOf(3, { generatorLoss: 0.75 }) });
  expect((await readRunRecord(writer.folder)).latestMetrics?.generatorLoss).toBe(0.75);
});

describe('checkpoints', () => {
  test('only the newest are kept', async () => {
    const writer = await start();
    for (const step of [5, 10, 999_999, 1_000_000]) await writer.writeCheckpoint(step, tensorsOf(1));
    expect((await readdir(join(writer.folder, 'checkpoints'))).sort()).toEqual([
      '1000000.safetensors',
      '999999.safetensors',
    ]);
    expect((await openCheckpoint(writer.folder)).checkpoint.step).toBe(1_000_000);
  });

  test('with one to keep, that is the new one', async () => {
    const writer = await start({
      recipe: { ...tinyRecipe, checkpoints: { everySeconds: 60, everySteps: null, keep: 1 } },
    });
    for (const step of [1, 2, 3]) await writer.writeCheckpoint(step, tensorsOf(1));
    expect(await readdir(join(writer.folder, 'checkpoints'))).toEqual(['000003.safetensors']);
  });

  test('an old one stays where the new one cannot be written', async () => {
    const writer = await start({
      recipe: { ...tinyRecipe, checkpoints: { everySeconds: 60, everySteps: null, keep: 1 } },
    });
    await writer.writeCheckpoint(1, tensorsOf(1));
    await mkdir(join(writer.folder, 'checkpoints', '000002.safetensors'));
    await expect(writer.writeCheckpoint(2, tensorsOf(2))).rejects.toMatchObject({ code: 'write-failed' });
    expect((await openCheckpoint(writer.folder, 1)).checkpoint.step).toBe(1);
    expect((await readRunRecord(writer.folder)).checkpointStep).toBe(1);
  });

  test('one that cannot be removed is noted in the log, and the run goes on', async () => {
    const writer = await start({
      recipe: { ...tinyRecipe, checkpoints: { everySeconds: 60, everySteps: null, keep: 1 } },
    });
    await mkdir(join(writer.folder, 'checkpoints', '000001.safetensors'));
    await writer.writeCheckpoint(2, tensorsOf(2));
    expect(await readFile(join(writer.folder, 'log.txt'), 'utf8')).toMatch(/Could not remove .*000001\.safetensors/);
  });
});

describe('the end', () => {
  test('is written, gives the lock back and is told', async () => {
    const writer = await start();
    await writer.update({ step: 500 });
    const summary = await writer.finish('stopped', null);
    expect(summary).toMatchObject({ id: writer.id, folder: writer.folder, state: 'stopped', step: 500, progress: 0.5 });
    expect(await readRunRecord(writer.folder)).toMatchObject({ state: 'stopped', reason: null, step: 500 });
    await expect(stat(join(writer.folder, 'writer.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('waits for what was asked before, and nothing comes after it', async () => {
    const writer = await start();
    const earlier = [writer.appendMetrics([metricsOf(1)]), writer.writeCheckpoint(1, tensorsOf(1))];
    const summary = await writer.finish('finished', null);
    await Promise.all(earlier);
    expect(summary).toMatchObject({ checkpointStep: 1, progress: 1 });
    await expect(writer.appendMetrics([metricsOf(2)])).rejects.toThrow('is finished');
    await expect(writer.finish('failed', 'again')).rejects.toThrow('is finished');
    expect(await readRunRecord(writer.folder)).toMatchObject({ state: 'finished' });
  });

  test('keeps the reason of a failure', async () => {
    const writer = await start();
    const reason = 'The loss became infinite at step 7.';
    await writer.finish('failed', reason);
    expect(await readRunRecord(writer.folder)).toMatchObject({ state: 'failed', reason });
  });

  test('keeps the reason of a failure in words for every language, and in English for who reads the file', async () => {
    const writer = await start();
    const reason = worded('disk.full', { path: '/runs' });
    const summary = await writer.finish('failed', reason);
    expect(summary.reason).toEqual(reason);
    const record = await readRunRecord(writer.folder);
    expect(record).toMatchObject({ reason: inWords(reason, 'en'), wordedReason: reason });
    expect(await summariseRun(writer.folder)).toMatchObject({ reason });
    const file = join(writer.folder, 'run.json');
    // of a later version, whose words this one does not know
    await writeFile(file, (await readFile(file, 'utf8')).replace('disk.full', 'disk.hologram'));
    expect(await summariseRun(writer.folder)).toMatchObject({ reason: inWords(reason, 'en') });
  });

  test('gives the lock back even where the last record cannot be written', async () => {
    const writer = await start();
    await rename(join(writer.folder, 'run.json'), join(writer.folder, 'kept.json'));
    await mkdir(join(writer.folder, 'run.json'));
    await expect(writer.finish('finished', null)).rejects.toMatchObject({ code: 'write-failed' });
    await expect(stat(join(writer.folder, 'writer.lock'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('the log has a line with the time for each entry, after the end too', async () => {
  const writer = await start();
  await writer.log('Training began.');
  await writer.finish('finished', null);
  await writer.log('The end.');
  const lines = (await readFile(join(writer.folder, 'log.txt'), 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => line.replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z /, ''))).toEqual(['Training began.', 'The end.']);
});

describe('a folder that cannot keep runs is said before anything is written', () => {
  test('a file in its place', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(createRun(newRun(file))).rejects.toMatchObject({
      code: 'folder-not-writable',
      message: `Cannot keep runs in ${file}: it is a file; choose a folder.`,
    });
  });

  test('a path below a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(createRun(newRun(join(file, 'runs')))).rejects.toMatchObject({ code: 'folder-not-writable' });
  });
});

test('a cache of curves that cannot be kept, and not even be told of, ends no training', async () => {
  const writer = await start();
  const told = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => told.mockRestore());
  await rm(join(writer.folder, 'cache'), { recursive: true, force: true });
  await writeFile(join(writer.folder, 'cache'), 'in the way');
  await rm(join(writer.folder, 'log.txt'), { force: true });
  await mkdir(join(writer.folder, 'log.txt'));
  await writer.appendMetrics(Array.from({ length: 70 }, (_, at) => metricsOf(at + 1)));
  await writer.writeCheckpoint(70, tensorsOf(1));
  expect((await writer.finish('finished', null)).state).toBe('finished');
  expect(told).toHaveBeenCalled();
});

test('a run leaves its curves in its cache, up to the last whole row', async () => {
  const writer = await start();
  await writer.appendMetrics(Array.from({ length: 70 }, (_, at) => metricsOf(at + 1)));
  await writer.finish('finished', null);
  const metrics = await open(join(writer.folder, 'metrics.jsonl'), 'r');
  const { records } = await readKeptCurves(writer.folder, metrics);
  await metrics.close();
  expect(records).toHaveLength(2);
});
