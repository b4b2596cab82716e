import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { sheetFile } from '../../src/main/runs/run-layout';
import { brokenRules } from './accessibility';
import { dropOnWindow } from './drop-on-window';
import { keptStudio } from './kept-studio';
import { removeRuns } from './shared-studio';
import { runState, waitUntilReady } from './studio-window';
import { putRun } from './trained-runs';

const shared = keptStudio();

const fixture = (name: string): string => resolve('test', 'fixtures', 'import', name);

test('weights of PyTorch are shown, drawn from, and go on training', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await dropOnWindow(studio, fixture('dcgan_generator.pth'));
  const dialog = page.getByRole('dialog', { name: 'Weights of another program' });
  await dialog.getByText('dcgan_generator.pth').waitFor();
  await dialog.getByText('PyTorch', { exact: true }).waitFor();
  await dialog.getByRole('radio', { name: /^quick-digits/ }).waitFor();
  expect(await dialog.getByRole('radio', { name: /^quick-digits/ }).isChecked()).toBe(true);
  await dialog.getByText(/Not in the file.*discriminator/).waitFor();
  expect(await brokenRules(page)).toEqual([]);

  await dialog.getByRole('button', { name: 'Sample' }).click();
  await dialog.getByRole('img', { name: '32 images drawn from the file with seed 0' }).waitFor();
  await dialog.getByRole('button', { name: 'Another seed' }).click();
  await dialog.getByRole('img', { name: '32 images drawn from the file with seed 1' }).waitFor();
  expect((await listRuns(folders.runs)).runs).toEqual([]);

  await dialog.getByRole('button', { name: 'Continue training' }).click();
  await runState(page, 'Training').waitFor();
  await page.getByText(/^Step [1-9]/).waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
  const { runs } = await listRuns(folders.runs);
  expect(runs).toMatchObject([{ preset: 'quick-digits', state: 'stopped' }]);
  expect(runs[0]?.step).toBeGreaterThan(0);
});

test('a file that several readings fit asks which, and one that is broken says why', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await dropOnWindow(studio, fixture('plain_sequence.pth'));
  const dialog = page.getByRole('dialog', { name: 'Weights of another program' });
  await dialog.getByText('Fits several; choose one').waitFor();
  expect(await dialog.getByRole('button', { name: 'Open as run' }).count()).toBe(0);
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: 'Open as run' }).click();
  await runState(page, 'Stopped').waitFor();

  const broken = join(dirname(folders.runs), 'broken.pth');
  const bytes = await readFile(fixture('dcgan_generator.pth'));
  await writeFile(broken, bytes.subarray(0, bytes.length - 100));
  await dropOnWindow(studio, broken);
  await page
    .getByRole('alert')
    .getByText(/broken\.pth/)
    .waitFor();
  expect((await listRuns(folders.runs)).runs).toHaveLength(1);
});

test('a sheet of a run leads back to it, and a run folder from elsewhere becomes a run here', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await putRun(folders, 'digits');
  const [run] = (await listRuns(folders.runs)).runs;
  if (!run) throw new Error('There is no run.');
  await dropOnWindow(studio, sheetFile(run.folder, run.step));
  const sheet = page.getByRole('dialog', { name: 'A sheet of GAN Studio' });
  await sheet.getByText(`It belongs to the run ${run.id}.`).waitFor();
  await sheet.getByRole('button', { name: 'Open as run' }).click();
  await runState(page, 'Finished').waitFor();

  const elsewhere = join(dirname(folders.runs), 'elsewhere');
  await mkdir(elsewhere);
  await rename(run.folder, join(elsewhere, run.id));
  await dropOnWindow(studio, join(elsewhere, run.id));
  const dialog = page.getByRole('dialog', { name: 'A run folder' });
  await dialog.getByText(run.id).first().waitFor();
  await dialog.getByRole('button', { name: 'Open as run' }).click();
  await runState(page, 'Finished').waitFor();
  await expect.poll(async () => (await listRuns(folders.runs)).runs.map(({ step }) => step)).toEqual([run.step]);
});
