import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readMetrics } from '../../src/main/runs/read-metrics';
import { readRun } from '../../src/main/runs/read-run';
import type { RunSummary } from '../../src/shared/run';
import { idxBytes } from '../idx-bytes';
import { importByDrop } from './import-by-drop';
import { keptStudio } from './kept-studio';
import { removeRuns } from './shared-studio';
import { answerSaveDialog, figure, runState, train, waitUntilReady, type StudioWindow } from './studio-window';

const shared = keptStudio();

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
  const { page, folders } = await shared();
  await removeRuns(folders);
  await page.getByRole('heading', { name: 'Two networks, one contest' }).waitFor();
  await page.getByText('MNIST, 70,000 digits').waitFor();
  await page.getByText(/^Native TensorFlow, /).waitFor();
  await page.getByRole('button', { name: 'Train Quick digits' }).click();
  await page.getByRole('heading', { name: 'Quick digits, seed 0' }).waitFor();
  await runState(page, 'Training').waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
});

test('a run trains before the eyes, stops in two seconds, is exported, and goes on where it was after a restart', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);

  // at rest the data set and the preset are chosen already
  expect(await page.getByRole('radio', { name: 'MNIST' }).isChecked()).toBe(true);
  expect(await page.getByRole('radio', { name: 'Quick digits' }).isChecked()).toBe(true);
  expect(await page.getByRole('button', { name: /^Train/ }).isEnabled()).toBe(true);

  await page.getByRole('checkbox', { name: 'TensorBoard files' }).check();
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
  const live = join(folders.desk, 'live.png');
  await exportSheet(studio, 8, 1, live);
  expect(await sizeOf(live)).toEqual({ width: 8 * 28, height: 8 * 28 });

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
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
  expect(await readdir(join(run.summary.folder, 'tensorboard'))).toHaveLength(1);

  const stored = join(folders.desk, 'stored.png');
  await exportSheet(studio, 10, 8, stored);
  expect(await sizeOf(stored)).toEqual({ width: 10 * 28 * 8, height: 10 * 28 * 8 });

  const again = await studio.restart();
  const list = again.page.getByRole('grid', { name: 'Runs' });
  await list.getByRole('heading', { name: 'Earlier' }).waitFor();
  await list.getByRole('button', { name: /Quick digits, seed 0.*Stopped/ }).click();
  await again.page.getByRole('heading', { name: 'Stopped' }).waitFor();
  await again.page.getByRole('img', { name: /^Sheet of 64 generated images/ }).waitFor();
  expect(await figure(again.page, 'Last checkpoint').textContent()).toBe(
    `step ${run.summary.step.toLocaleString('en')}`,
  );
  await again.page.getByRole('button', { name: 'Resume' }).click();
  await goesOn(again, run.summary);

  // what was ticked for the one run is ticked for the next
  await again.page.getByRole('button', { name: 'New run', exact: true }).click();
  expect(await again.page.getByRole('checkbox', { name: 'TensorBoard files' }).isChecked()).toBe(true);
});

/** Waits until a run that was resumed has gone on, stops it, and expects of its curve that no step is missing or twice. */
async function goesOn({ page }: StudioWindow, before: RunSummary): Promise<void> {
  await runState(page, 'Training').waitFor();
  const metrics = async () => (await readMetrics(join(before.folder, 'metrics.jsonl'), 5000)).points;
  await expect.poll(async () => (await metrics()).at(-1)?.step).toBeGreaterThan(before.step + 5);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
  const { summary } = await readRun(before.folder);
  const points = await metrics();
  expect((await listRuns(dirname(before.folder))).runs).toHaveLength(1);
  expect(summary.checkpointStep).toBe(summary.step);
  expect(points.map(({ step }) => step)).toEqual(points.map((_, index) => index + 1));
  expect(points.at(-1)?.step).toBe(summary.step);
}

test('a run that reaches its length says that it is finished, and shows the means of its epochs', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  // two batches make an epoch
  const images = join(dirname(folders.runs), 'noise-images-idx3-ubyte');
  const pixels = Uint8Array.from({ length: 64 * 784 }, (_, index) => (index * 2_654_435_761) >>> 24);
  await writeFile(images, idxBytes([64, 28, 28], pixels));
  await waitUntilReady(studio);
  await importByDrop(studio, images, 'noise-images-idx3-ubyte');
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'steps' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill('3');
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('7');
  await page.getByRole('button', { name: /^Train/ }).click();
  await runState(page, 'Finished').waitFor();
  await page.getByText('It reached its length, 3 steps, after 3 steps.').waitFor();
  await page.getByRole('heading', { name: 'Quick digits, seed 7' }).waitFor();
  const { runs } = await listRuns(folders.runs);
  expect(runs.map(({ state, seed, step }) => [state, seed, step])).toEqual([['finished', 7, 3]]);

  await page.getByRole('heading', { name: 'Means of epoch 1' }).waitFor();
  expect(await figure(page, 'Loss of G').textContent()).toMatch(/^\d/);
  const { lastEpoch } = await readRun(runs[0]?.folder ?? '');
  expect(lastEpoch).toMatchObject({ epoch: 1, steps: 2, complete: true });
  expect(await figure(page, 'D(x)').textContent()).toBe(lastEpoch?.realProbability.toFixed(2));
});
