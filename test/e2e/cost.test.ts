import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { paceMeasurementSchema } from '../../src/shared/pace-measurement';
import { listRuns } from '../../src/main/runs/list-runs';
import { keptStudio } from './kept-studio';
import { removeRuns } from './shared-studio';
import { figure, freshFolders, openStudio, runState, waitUntilReady } from './studio-window';

const shared = keptStudio();

test('what the person writes beside the cost is kept with the run, and the next run begins without', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'steps' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill('5');
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('First try');
  await page.getByRole('textbox', { name: 'Note' }).fill('To see it run');
  await page.getByRole('button', { name: /^Train/ }).click();
  await page.getByRole('heading', { name: 'First try' }).waitFor();
  await runState(page, 'Finished').waitFor();
  const [run] = (await listRuns(folders.runs)).runs;
  expect(run?.notes).toMatchObject({ name: 'First try', notes: 'To see it run' });
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  expect(await name.inputValue()).toBe('');
});

test('a run that the disk has no room for is warned of before it trains', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  await page.getByRole('radio', { name: 'DCGAN 64' }).check({ force: true });
  await page.getByRole('button', { name: /^Advanced/ }).click();
  expect(await page.getByText(/^The run will take about/).count()).toBe(0);
  await page.getByRole('spinbutton', { name: 'Checkpoints kept' }).fill('10000');
  await page.getByText(/^The run will take about 2\.\d TB, but only/).waitFor();
});

test('a machine at rest is measured once, and then every recipe has an expected time', async () => {
  // ten times two quiet seconds would only be waited for
  vi.stubEnv('GAN_STUDIO_CALIBRATE', '50');
  onTestFinished(() => void vi.unstubAllEnvs());
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);
  expect(await figure(page, 'Speed here').textContent()).toBe('–');
  await page.getByText('This computer is measured once, in a quiet moment').waitFor();
  await page.getByText(/^Measured on this computer/).waitFor({ timeout: 180_000 });
  expect(await figure(page, 'Speed here').textContent()).toMatch(/^about [\d.,]+ steps\/s$/);
  await page.getByRole('radio', { name: 'DCGAN 28' }).check({ force: true });
  await page.getByText('Time for 50 epochs').waitFor();
  const pace = await figure(page, 'Speed here').textContent();
  await page.getByRole('spinbutton', { name: 'Batch' }).fill('128');
  await expect.poll(() => figure(page, 'Speed here').textContent()).not.toBe(pace);
  const kept: unknown = JSON.parse(await readFile(join(folders.userData, 'pace.json'), 'utf8'));
  expect(paceMeasurementSchema.parse(kept).steps.length).toBeGreaterThan(5);
  await studio.close();
  const again = await openStudio(folders);
  await waitUntilReady(again);
  await again.page.getByText(/^Measured on this computer/).waitFor();
});
