import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { brokenRules } from './accessibility';
import { freshFolders, openStudio, waitUntilReady } from './studio-window';

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
  const folders = await freshFolders();
  const studio = await openStudio(folders);
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
  await studio.close();
  const again = await openStudio(folders);
  await waitUntilReady(again);
  await expect.poll(() => listWidth(again.page)).toBe(300);
  await expect.poll(() => sideWidth(again.page)).toBe(412);
});
