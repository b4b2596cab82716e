/** A checkpoint that does not fit its recipe, and runs that go while they are open: told where it matters, all else is shown. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { encodeCheckpoint, readCheckpoint } from '../../src/main/runs/checkpoint';
import { checkpointFile } from '../../src/main/runs/run-layout';
import type { NamedTensor } from '../../src/shared/tensor';
import { keptStudio } from './kept-studio';
import { pressShortcut } from './press-shortcut';
import { answerSaveDialog } from './studio-window';
import { putRun } from './trained-runs';

const folderOf: Record<string, string> = {};

/** Whole by its checksum, but of another network: that of `digits` lacks tensors, in that of `shorter` one lies on its side. */
async function change(folder: string, step: number, tensor: (old: NamedTensor) => NamedTensor): Promise<void> {
  const file = checkpointFile(folder, step);
  const checkpoint = await readCheckpoint(file);
  const tensors = checkpoint.tensors.map(tensor);
  await writeFile(file, encodeCheckpoint({ ...checkpoint, tensors }));
}

const isWeight = ({ name, shape }: NamedTensor): boolean =>
  /generator\/[^/]+\/weight$/.test(name) && shape.length === 4;

const openStudio = keptStudio(async (folders) => {
  folderOf['digits'] = await putRun(folders, 'digits');
  folderOf['shorter'] = await putRun(folders, 'shorter');
  await change(folderOf['digits'], 20, (old) => (isWeight(old) ? { ...old, name: `${old.name}s` } : old));
  await change(folderOf['shorter'], 10, (old) => (isWeight(old) ? { ...old, shape: old.shape.toReversed() } : old));
});

const rowOf = (page: Page, seed: number): Locator =>
  page.getByRole('grid', { name: 'Runs' }).getByRole('button', { name: new RegExp(`^Quick digits, seed ${seed}\\b`) });
const misfit = /^The checkpoint does not fit the recipe: .*generator\/\S+\/weight is missing/;

test('in Explore, by raw weights, in a figure and as a model it is a sentence, and what is stored is shown and written', async () => {
  const studio = await openStudio();
  const { page, folders } = studio;
  await rowOf(page, 1).click();
  await page.getByRole('tab', { name: 'Explore' }).click();
  await page.getByRole('alert').getByText(misfit).waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('alert').getByText(misfit).waitFor();

  await page.getByRole('tab', { name: 'Watch' }).click();
  const sheet = page.getByRole('img', { name: /^Sheet of \d+ generated images at step 20/ });
  await sheet.waitFor();
  await page.getByRole('radio', { name: 'Raw' }).click();
  await page.getByText(misfit).waitFor();
  await page.getByRole('radio', { name: 'EMA' }).click();
  await sheet.waitFor();
  await page.getByRole('img', { name: /^Losses up to step 20: generator \d/ }).waitFor();

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'Interpolation' }).click();
  await dialog.getByText(misfit).waitFor();
  expect(await dialog.getByRole('button', { name: 'Save…' }).isDisabled()).toBe(true);
  await dialog.getByRole('radio', { name: 'Report' }).click();
  const path = join(folders.desk, 'report.html');
  await answerSaveDialog(studio, path);
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
  await page.getByText(`Written: ${path}`).waitFor();

  await answerSaveDialog(studio, join(folders.desk, 'model.onnx'));
  await page.getByRole('button', { name: 'Export model' }).click();
  await page.getByRole('menuitem', { name: 'Model for ONNX' }).click();
  await page
    .getByRole('alert')
    .getByText(/weight/)
    .waitFor();
});

test('the judge of a comparison says of which runs, the column says why it has no sheet, and a run that goes stays as it was', async () => {
  const studio = await openStudio();
  const { page } = studio;
  await rowOf(page, 1).click();
  await rowOf(page, 2).click({ modifiers: ['Control'] });
  await pressShortcut(studio, 'C', ['control', 'shift']);
  const column = (seed: number): Locator =>
    page.getByRole('region', { name: new RegExp(`^[AB]: Quick digits, seed ${seed}$`) });
  await column(1)
    .getByRole('img', { name: /at step 20$/ })
    .waitFor();
  await page.getByRole('button', { name: 'Measure with the judge' }).click();
  for (const sentence of [/^[AB]: The checkpoint .* is missing/, /^[AB]: The checkpoint .* but must be \[/])
    await page.getByRole('status').getByText(sentence).waitFor();
  await page.getByRole('row', { name: 'Digits covered – –' }).waitFor();
  await page.getByRole('row', { name: /^Steps (20 10|10 20)$/ }).waitFor();

  await page.getByRole('radio', { name: 'Same latents' }).click();
  await page
    .getByText(/^The checkpoint does not fit the recipe: /)
    .last()
    .waitFor();
  await page.getByRole('radio', { name: 'Each its own' }).click();
  await column(1)
    .getByRole('img', { name: /at step 20$/ })
    .waitFor();

  await rm(folderOf['shorter'] ?? '', { recursive: true });
  await column(2).getByRole('status').filter({ hasText: 'Gone' }).waitFor();
  // what was read of it stays, and the other goes on being looked at
  const slider = page.getByRole('slider', { name: 'Position of all runs' });
  for (let times = 0; times < 2; times++) await slider.press('ArrowLeft');
  await page.getByRole('img', { name: /^Generator loss at step 10: A [\d.]+, B [\d.]+$/ }).waitFor();
  await column(1)
    .getByRole('img', { name: /at step 10$/ })
    .waitFor();
  await page.getByRole('button', { name: 'Charts' }).click();
  await page.getByRole('button', { name: 'Curves as a table' }).click();
  const table = page.getByRole('dialog', { name: 'Curves as a table' }).getByRole('table');
  await expect.poll(() => table.getByRole('columnheader').count()).toBe(2);
});

test('a run that goes while its figures are chosen is said to be gone, and nothing is written', async () => {
  const studio = await openStudio();
  const { page } = studio;
  await rowOf(page, 1).click();
  await page.getByRole('img', { name: /^Losses up to step 20: generator \d/ }).waitFor();
  await page.getByRole('button', { name: 'Export', exact: true, disabled: false }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).waitFor();
  await rm(folderOf['digits'] ?? '', { recursive: true });
  await dialog.getByRole('radio', { name: 'Report' }).click();
  await dialog.getByText(/^There is no run folder .*; choose one from the list of runs\.$/).waitFor();
  expect(await dialog.getByRole('button', { name: 'Save…' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByText('This run is gone').waitFor();
});
