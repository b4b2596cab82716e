/**
 * Takes the pictures of docs/tour.md: `npm run screenshots -- tour`.
 *
 * One experiment from Train to the report, as the page tells it; nothing in the pictures is set up.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { photograph, pictureSize, runCommand, screenshots } from './photograph';
import {
  freshFolders,
  openStudio,
  runState,
  waitUntilReady,
  type StudioFolders,
  type StudioWindow,
} from './studio-window';
import { chooseTheme, setSize } from './window-look';

/** Trains for a minute with a seed. */
async function trainForAMinute({ page }: StudioWindow, seed: number): Promise<void> {
  await page.getByRole('spinbutton', { name: 'Seed' }).fill(String(seed));
  await page.getByRole('button', { name: /^Train/ }).click();
  await runState(page, 'Finished').waitFor({ timeout: 600_000 });
}

async function photographExplore(studio: StudioWindow): Promise<void> {
  const { page } = studio;
  await page.getByRole('tab', { name: 'Explore' }).click();
  for (const number of [3, 12]) await page.getByRole('option', { name: new RegExp(`^Sample ${number},`) }).click();
  await page.getByRole('img', { name: /images on the way/ }).waitFor();
  await photograph(studio, 'explore');
}

async function photographNetwork(studio: StudioWindow): Promise<void> {
  const { page } = studio;
  await page.getByRole('tab', { name: 'Network' }).click();
  const layers = page.getByRole('region', { name: 'Layers' });
  await layers.getByRole('button', { name: 'Measure gradients' }).click();
  await layers
    .getByRole('img', { name: /^Gradient of/ })
    .first()
    .waitFor();
  await layers
    .getByRole('button', { name: /^Leaky ReLU/ })
    .first()
    .click();
  await page
    .getByRole('img', { name: /^Leaky ReLU/ })
    .first()
    .waitFor();
  await photograph(studio, 'network');
}

/** Moments of the training side by side, and the report of the run as a browser shows it. */
async function photographExport(studio: StudioWindow, folders: StudioFolders): Promise<void> {
  const { page, app } = studio;
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'Stages' }).click();
  await dialog
    .getByRole('region', { name: 'Preview' })
    .getByText(/pixels · step/)
    .waitFor();
  await page.screenshot({ path: join(screenshots, 'export-light-en.png') });
  await page.keyboard.press('Escape');

  const [run] = (await listRuns(folders.runs)).runs;
  const report = join(folders.runs, '..', 'report.html');
  await runCommand(folders, 'report', '--run', run?.folder ?? '', '--out', report);
  const picture = await app.evaluate(async ({ BrowserWindow }, file) => {
    const window = new BrowserWindow({ width: 1000, height: 900, show: true });
    await window.loadFile(file);
    const image = await window.webContents.capturePage();
    window.destroy();
    return image.toPNG().toString('base64');
  }, report);
  await writeFile(join(screenshots, 'report-light-en.png'), Buffer.from(picture, 'base64'));
}

/** Both runs of the list side by side, in the middle of their training. */
async function photographCompare(studio: StudioWindow): Promise<void> {
  const { page } = studio;
  const runs = page.getByRole('grid', { name: 'Runs' }).getByRole('button', { name: /^Quick digits, seed/ });
  await runs.nth(0).click();
  await runs.nth(1).click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Compare 2 runs' }).click();
  await page.getByRole('img', { name: /^B, .* generated images at step/ }).waitFor();
  await page.getByRole('slider', { name: 'Position of all runs' }).press('ArrowLeft');
  await photograph(studio, 'compare');
}

test('the tour is photographed', async () => {
  await mkdir(screenshots, { recursive: true });
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  const { page } = studio;
  await chooseTheme(studio, 'light');
  await setSize(studio, pictureSize.width, pictureSize.height);
  await waitUntilReady(studio);
  await trainForAMinute(studio, 1);
  const slider = page.getByRole('slider', { name: 'Stored sheets' });
  for (let press = 0; press < 6; press++) await slider.press('ArrowLeft');
  await photograph(studio, 'scrubbed');
  await chooseTheme(studio, 'light');
  await photographExport(studio, folders);
  await photographExplore(studio);
  await photographNetwork(studio);

  await page.getByRole('tab', { name: 'Recipe' }).click();
  await page.getByRole('button', { name: 'Use as start of a new run' }).click();
  await page.getByText(/^New run begins with the recipe of /).waitFor();
  await page.getByRole('spinbutton', { name: 'Learning rate, G' }).fill('5e-4');
  await trainForAMinute(studio, 1);
  await page.getByRole('tab', { name: 'Recipe' }).click();
  await photograph(studio, 'recipe');
  await photographCompare(studio);
});
