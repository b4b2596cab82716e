/**
 * Takes the pictures of docs/tour.md: `npm run screenshots -- tour`.
 *
 * One experiment from Train to the report, as the page tells it; nothing in the pictures is set up.
 */
import { mkdir } from 'node:fs/promises';
import { test } from 'vitest';
import { photograph, pictureSize, screenshots } from './photograph';
import { pressShortcut } from './press-shortcut';
import { freshFolders, openStudio, runState, waitUntilReady, type StudioWindow } from './studio-window';
import { setSize } from './window-look';

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
  const studio = await openStudio(await freshFolders());
  const { page } = studio;
  await setSize(studio, pictureSize.width, pictureSize.height);
  await waitUntilReady(studio);
  await trainForAMinute(studio, 1);
  const slider = page.getByRole('slider', { name: 'Stored sheets' });
  for (let press = 0; press < 6; press++) await slider.press('ArrowLeft');
  await photograph(studio, 'scrubbed');
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
  await pressShortcut(studio, 'N');
});
