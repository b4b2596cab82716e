import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { waitUntilReady } from './studio-window';
import { allowAnySize, setSize } from './window-look';

const shared = keptStudio();

const listWidth = (page: Page): Promise<number> =>
  page.getByRole('navigation', { name: 'Runs' }).evaluate((list) => list.getBoundingClientRect().width);
const sideWidth = (page: Page): Promise<number> =>
  page
    .getByRole('complementary', { name: 'What this will cost' })
    .evaluate((side) => side.getBoundingClientRect().width);
const listEdge = (page: Page): Locator => page.getByRole('separator', { name: 'Width of the list of runs' });
const sideEdge = (page: Page): Locator => page.getByRole('separator', { name: 'Width of the side panel' });

async function drag(page: Page, edge: Locator, by: number): Promise<void> {
  const box = await edge.boundingBox();
  if (!box) throw new Error('The edge is not in the page.');
  await page.mouse.move(box.x, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + by / 2, box.y + 200);
  await page.mouse.move(box.x + by, box.y + 200);
  await page.mouse.up();
}

test('panels are resized by dragging, by keyboard and by a double click, and keep their widths', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  expect(await listWidth(page)).toBe(264);
  expect(await sideWidth(page)).toBe(312);

  await drag(page, listEdge(page), 80);
  await expect.poll(() => listWidth(page)).toBe(344);
  await drag(page, sideEdge(page), -100);
  await expect.poll(() => sideWidth(page)).toBe(412);

  await listEdge(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => listWidth(page)).toBeGreaterThan(350);
  await page.keyboard.press('Home');
  await expect.poll(() => listWidth(page)).toBe(200);
  expect(Number(await listEdge(page).getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  expect(await brokenRules(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => listWidth(page)).toBe(264);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => listWidth(page)).toBeLessThan(264);
  await listEdge(page).dblclick();
  await expect.poll(() => listWidth(page)).toBe(264);

  await drag(page, listEdge(page), 36);
  await expect.poll(() => listWidth(page)).toBe(300);
  const again = await studio.restart();
  await waitUntilReady(again);
  await expect.poll(() => listWidth(again.page)).toBe(300);
  await expect.poll(() => sideWidth(again.page)).toBe(412);
});

/** A person can bring it into view and press it: nothing lies over it. */
const expectPressable = (target: Locator): Promise<void> => target.click({ trial: true, timeout: 10_000 });

test('Train and what is around it can be pressed beside the panel that teaches, and at twice the size of everything', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  const trainButton = page.getByRole('button', { name: /^Train/ });
  const learnButton = page.getByRole('button', { name: 'Learn', exact: true });
  await learnButton.click();
  for (const width of [1700, 1440, 1180]) {
    await setSize(studio, width, 900);
    await expectPressable(trainButton);
  }
  await learnButton.click();

  // what a window of 1440 x 900 leaves at 200 %
  await allowAnySize(studio);
  await setSize(studio, 720, 450);
  const last = page.getByRole('checkbox', { name: /TensorBoard/ });
  for (const target of [trainButton, page.getByRole('textbox', { name: 'Note' }), last]) await expectPressable(target);
  expect(await brokenRules(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open editor' }).click();
  for (const target of [page.getByRole('button', { name: /Conv 64, k4/ }), page.getByText('Discriminator').first()])
    await expectPressable(target);
  // one network below the other: the page scrolls down, not sideways
  const [generator, discriminator] = ['Generator', 'Discriminator'].map((name) => page.getByRole('region', { name }));
  const below = async (): Promise<number> =>
    ((await discriminator?.boundingBox())?.y ?? 0) - ((await generator?.boundingBox())?.y ?? 0);
  expect(await below()).toBeGreaterThan(300);
  const sideways = await page.getByRole('main').evaluate((main) => {
    const around = main.parentElement ?? main;
    return Math.max(around.scrollWidth - around.clientWidth, main.scrollWidth - main.clientWidth);
  });
  expect(sideways).toBe(0);

  // seen in colours of the system and without motion
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  expect(await brokenRules(page)).toEqual([]);
  const moving = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--panel').trim(),
  );
  expect(moving).toBe('0s');
});
