import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readMetrics } from '../../src/main/runs/read-metrics';
import { readRun } from '../../src/main/runs/read-run';
import {
  answerSaveDialog,
  figure,
  freshFolders,
  openStudio,
  runState,
  train,
  waitUntilReady,
  type StudioWindow,
} from './studio-window';

/** The issue's own promise: stopping ends a run, with everything kept, within two seconds. */
const stopLimit = 2_000;

async function exportSheet(studio: StudioWindow, columns: 8 | 10, scale: number, path: string): Promise<void> {
  const { page } = studio;
  await answerSaveDialog(studio, path);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  for (const [name, value] of Object.entries({ Rows: columns, Columns: columns, Scale: scale })) {
    await dialog.getByRole('spinbutton', { name, exact: true }).fill(String(value));
  }
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await page.getByText(`Written: ${path}`).waitFor();
}

async function sizeOf(path: string): Promise<{ width: number; height: number }> {
  const { width, height } = decode(await readFile(path));
  return { width, height };
}

/** Waits until a value on the page is another one than before. */
async function changes(read: () => Promise<string | null>): Promise<void> {
  const before = await read();
  await expect.poll(read, { timeout: 60_000 }).not.toBe(before);
}

test('someone without runs is told what a GAN is, and one press trains Quick digits on MNIST', async () => {
  const studio = await openStudio(await freshFolders());
  const { page } = studio;
  await page.getByRole('heading', { name: 'Two networks, one contest' }).waitFor();
  await page.getByText('MNIST, 70,000 digits').waitFor();
  await page.getByText(/^Native TensorFlow, /).waitFor();
  await page.getByRole('button', { name: 'Train Quick digits' }).click();
  await page.getByRole('heading', { name: 'Quick digits, seed 0' }).waitFor();
  await runState(page, 'Training').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await runState(page, 'Stopped').waitFor();
});

test('a run trains before the eyes, stops in two seconds, is exported, and is still there after a restart', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);

  // at rest the data set and the preset are chosen already
  expect(await page.getByRole('radio', { name: 'MNIST' }).isChecked()).toBe(true);
  expect(await page.getByRole('radio', { name: 'Quick digits' }).isChecked()).toBe(true);
  expect(await page.getByRole('button', { name: /^Train/ }).isEnabled()).toBe(true);

  await train(studio);
  for (const name of [
    'Generator',
    'Discriminator',
    'D(x), real',
    'D(G(z)), made',
    'images/s',
    'elapsed',
    'remaining',
  ]) {
    await changes(() => figure(page, name).textContent());
  }
  const sheet = page.getByRole('img', { name: /^Sheet of 64 generated images at step/ });
  await changes(() => sheet.getAttribute('aria-label'));
  await changes(() => sheet.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL()));
  await changes(() => page.getByRole('img', { name: /^Losses up to step/ }).getAttribute('aria-label'));
  await page.getByRole('grid', { name: 'Runs' }).getByRole('heading', { name: 'Training now' }).waitFor();

  // what is seen is exported while it trains
  const live = join(folders.userData, 'live.png');
  await exportSheet(studio, 8, 1, live);
  expect(await sizeOf(live)).toEqual({ width: 8 * 28, height: 8 * 28 });

  await page.getByRole('button', { name: 'Stop' }).click();
  await runState(page, 'Stopped').waitFor({ timeout: stopLimit });
  await page.getByRole('heading', { name: 'Stopped' }).waitFor();

  const [summary] = (await listRuns(folders.runs)).runs;
  expect(summary?.state).toBe('stopped');
  const run = await readRun(summary?.folder ?? '');
  expect(run.summary.checkpointStep).toBe(run.summary.step);
  expect(run.summary.sheetStep).toBe(run.summary.step);
  expect((await readMetrics(join(run.summary.folder, 'metrics.jsonl'), 2000)).points.at(-1)?.step).toBe(
    run.summary.step,
  );
  expect(await readdir(join(run.summary.folder, 'checkpoints'))).not.toEqual([]);

  const stored = join(folders.userData, 'stored.png');
  await exportSheet(studio, 10, 8, stored);
  expect(await sizeOf(stored)).toEqual({ width: 10 * 28 * 8, height: 10 * 28 * 8 });

  await studio.close();
  const again = await openStudio(folders);
  const list = again.page.getByRole('grid', { name: 'Runs' });
  await list.getByRole('heading', { name: 'Earlier' }).waitFor();
  await list.getByRole('button', { name: /Quick digits, seed 0.*Stopped/ }).click();
  await again.page.getByRole('heading', { name: 'Stopped' }).waitFor();
  await again.page.getByRole('img', { name: /^Sheet of 64 generated images/ }).waitFor();
  expect(await figure(again.page, 'Last checkpoint').textContent()).toBe(
    `step ${run.summary.step.toLocaleString('en')}`,
  );
});

test('a stopped run goes on where it was, after a restart too', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  await waitUntilReady(studio);
  await train(studio);
  await studio.page.getByRole('button', { name: 'Stop' }).click();
  await runState(studio.page, 'Stopped').waitFor();
  await studio.close();
  const [before] = (await listRuns(folders.runs)).runs;
  if (!before) throw new Error('The run was not kept.');

  const { page } = await openStudio(folders);
  const list = page.getByRole('navigation', { name: 'Runs' });
  await list.getByRole('button', { name: /Quick digits, seed 0.*Stopped/ }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await runState(page, 'Training').waitFor();
  await expect
    .poll(async () => (await readMetrics(join(before.folder, 'metrics.jsonl'), 2000)).points.at(-1)?.step)
    .toBeGreaterThan(before.step + 5);
  await page.getByRole('button', { name: 'Stop' }).click();
  await runState(page, 'Stopped').waitFor();
  const { runs } = await listRuns(folders.runs);
  const { summary } = await readRun(before.folder);
  const { points: metrics } = await readMetrics(join(before.folder, 'metrics.jsonl'), 2000);
  expect(runs).toHaveLength(1);
  expect(summary.checkpointStep).toBe(summary.step);
  expect(metrics.map(({ step }) => step)).toEqual(metrics.map((_, index) => index + 1));
  expect(metrics.at(-1)?.step).toBe(summary.step);
});

test('a run that reaches its length says that it is finished', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'steps' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill('12');
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await page.getByRole('button', { name: /^Train/ }).click();
  await runState(page, 'Finished').waitFor();
  await page.getByText('It reached its length, 12 steps, after 12 steps.').waitFor();
  await page.getByRole('heading', { name: 'Quick digits, seed 7' }).waitFor();
  expect((await listRuns(folders.runs)).runs.map(({ state, seed, step }) => [state, seed, step])).toEqual([
    ['finished', 7, 12],
  ]);
});

test('a run shows the means of its epochs, and writes TensorBoard files where the box is ticked, now and next time', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);
  // 15 large steps make an epoch of MNIST
  await page.getByRole('radio', { name: 'MLP tutorial' }).check({ force: true });
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'steps' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill('16');
  await page.getByRole('spinbutton', { name: 'Batch' }).fill('4096');
  await page.getByRole('checkbox', { name: 'TensorBoard files' }).check();
  await page.getByRole('button', { name: /^Train/ }).click();
  await page.getByRole('heading', { name: 'Means of epoch 1' }).waitFor();
  expect(await figure(page, 'Loss of G').textContent()).toMatch(/^\d/);
  await runState(page, 'Finished').waitFor();
  const [summary] = (await listRuns(folders.runs)).runs;
  const { lastEpoch } = await readRun(summary?.folder ?? '');
  expect(lastEpoch).toMatchObject({ epoch: 1, steps: 15, complete: true });
  expect(await figure(page, 'D(x)').textContent()).toBe(lastEpoch?.realProbability.toFixed(2));
  expect(await readdir(join(summary?.folder ?? '', 'tensorboard'))).toHaveLength(1);

  await studio.close();
  const again = await openStudio(folders);
  await waitUntilReady(again);
  expect(await again.page.getByRole('checkbox', { name: 'TensorBoard files' }).isChecked()).toBe(true);
});
