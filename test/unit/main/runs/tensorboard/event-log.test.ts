import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRun } from '../../../../../src/main/runs/create-run';
import type { RunWriter } from '../../../../../src/main/runs/run-writer';
import { readRunRecord } from '../../../../../src/main/runs/run-record';
import { encodeGraph } from '../../../../../src/main/runs/tensorboard/graph-def';
import { epochOf, metricsOf, newRun, restingMetricsOf, samplesOf } from '../../../../new-run';
import { readRunEvents } from '../../../../read-events';
import { temporaryFolder } from '../../../../temporary-folder';
import { tinyRecipe } from '../../../../tiny-recipe';

const start = async (): Promise<RunWriter> => createRun(newRun(await temporaryFolder(), { tensorboard: true }));

test('a run that was not asked for has no event file', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  expect(await readdir(writer.folder)).not.toContain('tensorboard');
});

test('a file begins with its version and both networks, before anything is trained', async () => {
  const writer = await start();
  const [version, graph, ...others] = await readRunEvents(writer.folder);
  expect(version).toMatchObject({ version: 'brain.Event:2', step: 0 });
  expect(graph?.graph).toEqual(Buffer.from(encodeGraph(tinyRecipe)));
  expect(others).toEqual([]);
});

test('every number of every step is there, at its time', async () => {
  const writer = await start();
  const gradients = { discriminatorGradientNorm: 4, generatorGradientNorm: 2 };
  await writer.appendMetrics([metricsOf(1, gradients), restingMetricsOf(2)]);
  await writer.appendMetrics([]);
  await writer.appendMetrics([metricsOf(3)]);
  const createdAt = Date.parse((await readRunRecord(writer.folder)).createdAt) / 1000;
  const events = (await readRunEvents(writer.folder)).slice(2);
  expect(events.map(({ step }) => step)).toEqual([1, 2, 3]);
  for (const { step, wallTime } of events) expect(wallTime - createdAt).toBeCloseTo(step / 10, 5);
  const scalars = events.map((event) => event.scalars);
  expect(scalars[0]).toEqual({
    'loss/discriminator': Math.fround(1.386),
    'loss/generator': Math.fround(0.693),
    'probability/D(x)': 0.5,
    'probability/D(G(z))': 0.5,
    'gradient_norm/discriminator': 4,
    'gradient_norm/generator': 2,
  });
  expect(scalars[1]).not.toHaveProperty('loss/generator');
  // the steps of a batch share one pace: 2 in 0.2 s, then 1 in 0.1 s
  expect(scalars.map((values) => values['speed/steps_per_second'])).toEqual([
    undefined,
    expect.closeTo(10, 4),
    expect.closeTo(10, 4),
  ]);
});

test('the means of whole epochs stand at the last step of each', async () => {
  const writer = await start();
  await writer.appendEpochs([epochOf(1), epochOf(2), epochOf(3, { complete: false })]);
  const events = (await readRunEvents(writer.folder)).slice(2);
  expect(events.map(({ step }) => step)).toEqual([100, 200]);
  expect(events[0]?.scalars).toEqual({
    'loss/discriminator_epoch_mean': 1.25,
    'loss/generator_epoch_mean': 0.75,
    'probability/D(x)_epoch_mean': 0.625,
    'probability/D(G(z))_epoch_mean': 0.375,
  });
});

test('a sheet is there as the picture that lies in the run folder', async () => {
  const writer = await start();
  await writer.writeSheet(samplesOf(600));
  const [, , event] = await readRunEvents(writer.folder);
  const png = await readFile(join(writer.folder, 'samples', '000600.png'));
  expect(event).toMatchObject({ step: 600, pictures: { samples: { width: 80, height: 80, channels: 1 } } });
  expect(event?.pictures['samples']?.png).toEqual(png);
});
