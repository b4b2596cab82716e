import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { pressShortcut } from './press-shortcut';
import { sharedStudio, type SharedStudio } from './shared-studio';
import { putRun } from './trained-runs';

const openStudio = sharedStudio(async (folders) => {
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
