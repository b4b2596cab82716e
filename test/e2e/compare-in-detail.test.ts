import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { pressShortcut } from './press-shortcut';
import { type SharedStudio } from './shared-studio';
import { putRun } from './trained-runs';

const openStudio = keptStudio(async (folders) => {
  await putRun(folders, 'digits');
  await putRun(folders, 'tooFast');
});

const rowOf = (page: Page, seed: number): Locator =>
  page.getByRole('grid', { name: 'Runs' }).getByRole('button', { name: new RegExp(`^Quick digits, seed ${seed}\\b`) });
const sliderOf = (page: Page): Locator => page.getByRole('slider', { name: 'Position of all runs' });
const chartOf = (page: Page): Locator => page.getByRole('img', { name: /^Generator loss at / });

/** Of 60 steps and of 20, lined up by step. */
async function compareBoth(): Promise<SharedStudio> {
  const studio = await openStudio();
  const { page } = studio;
  await rowOf(page, 3).click();
  await rowOf(page, 1).click({ modifiers: ['Control'] });
  await pressShortcut(studio, 'C', ['control', 'shift']);
  await expect.poll(() => inSight(page)).toEqual([0, 60]);
  return studio;
}

/** Both ends of what slider and charts show. */
async function inSight(page: Page): Promise<readonly number[]> {
  const slider = sliderOf(page);
  const ends = ['aria-valuemin', 'aria-valuemax'].map((name) => slider.getAttribute(name));
  return (await Promise.all(ends)).map(Number);
}

/** A place of a chart in the page: 0 = left end of its axis, 1 = right end. */
async function placeIn(chart: Locator, share: number): Promise<readonly [number, number]> {
  const box = await chart.boundingBox();
  if (!box) throw new Error('There is no chart.');
  return [box.x + share * (box.width - 48), box.y + box.height / 2];
}

test('charts and slider are enlarged and moved along together, by keyboard, wheel and pointer, and shown whole again', async () => {
  const { page } = await compareBoth();
  const slider = sliderOf(page);
  const isWhole = (): Promise<void> => expect.poll(() => inSight(page)).toEqual([0, 60]);
  await slider.press('Home');
  await slider.press('+');
  await expect.poll(() => inSight(page)).toEqual([0, 30]);
  await slider.press('Shift+ArrowRight');
  await expect.poll(() => inSight(page)).toEqual([6, 36]);
  await slider.press('-');
  await isWhole();
  expect(await page.getByRole('button', { name: 'Show the whole runs' }).count()).toBe(0);

  const chart = chartOf(page);
  await page.mouse.move(...(await placeIn(chart, 0.5)));
  await page.mouse.wheel(0, -208);
  await expect.poll(() => inSight(page)).toEqual([expect.closeTo(15, 0), expect.closeTo(45, 0)]);
  // where it is pressed is where the position goes
  await page.mouse.click(...(await placeIn(chart, 0)));
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('step 15');
  await page.keyboard.down('Shift');
  await page.mouse.move(...(await placeIn(chart, 0.8)));
  await page.mouse.down();
  await page.mouse.move(...(await placeIn(chart, 0.4)));
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(() => inSight(page)).toEqual([expect.closeTo(27, 0), expect.closeTo(57, 0)]);
  await chart.dblclick();
  await isWhole();

  await page.getByRole('region', { name: 'Curves of all runs' }).press('+');
  await expect.poll(async () => (await inSight(page))[1]).not.toBe(60);
  await page.getByRole('button', { name: 'Show the whole runs' }).click();
  await isWhole();
});

test('the same steps stay in sight by step and by epoch, and the position stays in sight', async () => {
  const { page } = await compareBoth();
  const slider = sliderOf(page);
  await slider.press('Home');
  await slider.press('+');
  await slider.press('+');
  await expect.poll(() => inSight(page)).toEqual([0, 15]);
  await page.getByRole('radio', { name: 'Epoch' }).click();
  // batches of 32 of 60,000 images
  await expect.poll(() => inSight(page)).toEqual([0, expect.closeTo((15 * 32) / 60_000, 6)]);
  await page.getByRole('radio', { name: 'Step', exact: true }).click();
  await expect.poll(() => inSight(page)).toEqual([0, expect.closeTo(15, 6)]);
  await slider.press('End');
  await expect.poll(() => inSight(page)).toEqual([expect.closeTo(45, 6), 60]);
});

test('a curve of all runs is there as a table of what is in sight, and all of them are copied as CSV', async () => {
  const { app, page } = await compareBoth();
  const slider = sliderOf(page);
  await slider.press('Home');
  await slider.press('+');
  await page.getByRole('button', { name: 'Charts' }).click();
  await page.getByRole('button', { name: 'Curves as a table' }).click();
  const dialog = page.getByRole('dialog', { name: 'Curves as a table' });
  const table = dialog.getByRole('table');
  await table.getByRole('columnheader', { name: 'Step' }).waitFor();
  expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Step', 'A', 'B']);
  // steps 1 to 30, two a row; the shorter run ends at 20
  const row = (name: string): Locator => table.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
  await row('1 – 2')
    .getByRole('cell', { name: /^\d+\.\d+ ?\d+\.\d+ … \d+\.\d+$/ })
    .first()
    .waitFor();
  expect(await row('29 – 30').getByRole('cell', { name: '–', exact: true }).count()).toBe(1);
  expect(await table.getByRole('row').count()).toBe(16);
  expect(await brokenRules(page)).toEqual([]);

  await dialog.getByRole('combobox', { name: 'Curve' }).click();
  await page.getByRole('option', { name: 'D(x)' }).click();
  await dialog.getByRole('spinbutton', { name: 'to step' }).fill('10');
  await page.keyboard.press('Enter');
  await expect.poll(() => table.getByRole('row').count()).toBe(11);
  await row('10')
    .getByRole('cell', { name: /^0\.\d\d|1\.00$/ })
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: 'Copy as CSV' }).click();
  await page.getByText('The table is in the clipboard.').waitFor();
  const csv = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(csv.split('\n')[0]).toMatch(/^run,firstStep,lastStep,generatorLoss,.*,imagesPerSecondHighest$/);
  expect(csv.split('\n')).toHaveLength(1 + 2 * 10 + 1);
  await dialog.getByRole('button', { name: 'Close' }).click();
  // what opened it has the keyboard again
  await expect
    .poll(() => page.getByRole('button', { name: 'Charts' }).evaluate((it) => it === document.activeElement))
    .toBe(true);
});

test('figures are told at the end of each run or where the slider stands, with a word where there are none', async () => {
  const { page } = await compareBoth();
  const atTheEnd = page.getByRole('table', { name: 'Final figures' });
  await atTheEnd.getByRole('row', { name: /^Steps (60 20|20 60)$/ }).waitFor();
  const slider = sliderOf(page);
  await slider.press('Home');
  for (let times = 0; times < 3; times++) await slider.press('ArrowRight');
  expect(await slider.getAttribute('aria-valuetext')).toBe('step 15');
  await page.getByRole('radio', { name: 'At the slider' }).click();
  const figures = page.getByRole('table', { name: 'Figures at step 15' });
  await figures.getByRole('row', { name: 'Steps 15 15' }).waitFor();
  for (const name of ['Steps/s', 'Generator loss', 'D(x)'])
    await figures
      .getByRole('row', { name: new RegExp(`^${name.replace(/[()]/g, '\\$&')} \\d[\\d.]* \\d[\\d.]*$`) })
      .waitFor();
  // the judge looks at the checkpoint nearest by: not always at the slider's step
  await figures.getByRole('row', { name: /^Fréchet distance – ?step (60|20) – ?step (60|20)$/ }).waitFor();

  await slider.press('End');
  const later = page.getByRole('table', { name: 'Figures at step 60' });
  await later.getByRole('row', { name: /^Steps (60 – ?ended at step 20|– ?ended at step 20 60)$/ }).waitFor();
  await page.getByRole('radio', { name: 'Epoch' }).click();
  await page.getByRole('table', { name: 'Figures at epoch 0.032' }).waitFor();
  // the verdict says of which moment it speaks
  await page
    .getByRole('status')
    .filter({ hasText: /^\D+· epoch 0\.032$/ })
    .waitFor();
});
