import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readMetrics } from '../../src/main/runs/read-metrics';
import { readRun } from '../../src/main/runs/read-run';
import { sheetFile } from '../../src/main/runs/run-layout';
import { brokenRules } from './accessibility';
import {
  freshFolders,
  openStudio,
  runState,
  waitUntilReady,
  type StudioFolders,
  type StudioWindow,
} from './studio-window';
import { chooseTheme, setSize } from './window-look';

const lastStep = 60;

/** A short run with a sheet every few steps, trained by the window's own buttons, and open on the Watch page. */
async function openShortRun(folders: StudioFolders, generatorRate: string | null = null): Promise<StudioWindow> {
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'steps' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill(String(lastStep));
  if (generatorRate !== null) await page.getByRole('spinbutton', { name: 'Learning rate, G' }).fill(generatorRate);
  await page.getByRole('button', { name: /^Train/ }).click();
  await runState(page, 'Finished').waitFor({ timeout: 180_000 });
  return studio;
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Stored sheets' });
const sheetAt = (page: Page, step: number) =>
  page.getByRole('img', { name: `Sheet of 64 generated images at step ${step}`, exact: true });

test('the slider goes through every stored sheet by keyboard, and the way back is one press', async () => {
  const folders = await freshFolders();
  const studio = await openShortRun(folders);
  const { page } = studio;
  await sheetAt(page, lastStep).waitFor();
  const newest = await sheetAt(page, lastStep).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await slider(page).press('Home');
  await sheetAt(page, 0).waitFor();
  expect(await sheetAt(page, 0).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())).not.toBe(newest);
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('step 0, epoch 0.0');
  await page.getByRole('button', { name: 'End: to the newest sheet' }).click();
  await sheetAt(page, lastStep).waitFor();
  await slider(page).press('ArrowLeft');
  await sheetAt(page, lastStep).waitFor({ state: 'detached' });
  await slider(page).press('End');
  await sheetAt(page, lastStep).waitFor();

  // it plays from the start and ends at the end
  await page.getByRole('button', { name: 'Play the stored sheets' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('button', { name: 'Play the stored sheets' }).waitFor();
  await sheetAt(page, lastStep).waitFor();
});

test('the line through the charts is the slider’s position: pressing into a chart moves both', async () => {
  const studio = await openShortRun(await freshFolders());
  const { page } = studio;
  await setSize(studio, 1440, 900);
  const chart = page.getByRole('img', { name: /^Losses up to step/ });
  const box = await chart.boundingBox();
  if (!box) throw new Error('The chart is not there.');
  const atTheEnd = await chart.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await page.mouse.click(box.x + 2, box.y + 20);
  await sheetAt(page, 0).waitFor();
  expect(await chart.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())).not.toBe(atTheEnd);
  expect(await slider(page).getAttribute('aria-valuenow')).toBe('0');

  // the wheel looks closer, and one press shows the whole again
  await page.mouse.wheel(0, -600);
  await page.getByRole('button', { name: 'Show the whole run' }).click();
  await page.getByRole('button', { name: 'Show the whole run' }).waitFor({ state: 'detached' });
  await slider(page).press('+');
  await page.getByRole('button', { name: 'Show the whole run' }).waitFor();
  await slider(page).press('0');
  await page.getByRole('button', { name: 'Show the whole run' }).waitFor({ state: 'detached' });
});

test('a sheet and a line that are damaged are said to be so, and all else is shown', async () => {
  const folders = await freshFolders();
  await (await openShortRun(folders)).close();
  const [run] = (await listRuns(folders.runs)).runs;
  const damaged = sheetFile(run?.folder ?? '', 0);
  await writeFile(damaged, 'no picture');
  const metrics = join(run?.folder ?? '', 'metrics.jsonl');
  await writeFile(metrics, (await readFile(metrics, 'utf8')).replace('{"step":40,', '{step:40,'));
  const studio = await openStudio(folders);
  const { page } = studio;
  await setSize(studio, 1440, 900);
  await page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('button', { name: /Finished/ })
    .click();
  await page.getByText('1 line of metrics.jsonl cannot be read; the curves have a gap there.').waitFor();
  await slider(page).press('Home');
  await page.getByText('The sheet of step 0 is missing or damaged.').waitFor();
  await slider(page).press('End');
  await sheetAt(page, lastStep).waitFor();
});

test('scrubbing has no accessibility faults in both themes', async () => {
  const studio = await openShortRun(await freshFolders());
  await slider(studio.page).press('Home');
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(studio, theme);
    expect(await brokenRules(studio.page), theme).toEqual([]);
  }
});

test('health says in words how the run does, and a remedy trains on from a checkpoint in one press', async () => {
  const folders = await freshFolders();
  const { page } = await openShortRun(folders, '0.2');
  const health = page.getByRole('region', { name: 'Health' });
  await health.getByRole('heading', { name: 'Why we think so' }).waitFor();
  await health.getByRole('button', { name: `Branch from step ${lastStep}` }).click();
  await expect.poll(async () => (await listRuns(folders.runs)).runs.length).toBe(2);
  await page.getByText(new RegExp(`^step ${lastStep} of `)).waitFor();
  const [branch] = (await listRuns(folders.runs)).runs;
  const { recipe, record } = await readRun(branch?.folder ?? '');
  expect(record.parent?.step).toBe(lastStep);
  expect(recipe).not.toEqual((await readRun((await listRuns(folders.runs)).runs[1]?.folder ?? '')).recipe);
});

test('which curves are shown is chosen and remembered, and they are there as a table', async () => {
  const folders = await freshFolders();
  const studio = await openShortRun(folders);
  const { page } = studio;
  await setSize(studio, 1440, 900);
  await page.getByRole('button', { name: 'Charts' }).click();
  await page.getByRole('checkbox', { name: 'Gradient norms' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Gradient norms' }).waitFor();

  // the same curves as a table, by keyboard alone
  const charts = page.getByRole('button', { name: 'Charts' });
  await charts.press('Enter');
  await page.getByRole('button', { name: 'Curves as a table' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Curves as a table' });
  await dialog.getByRole('spinbutton', { name: 'From step' }).fill(String(lastStep - 1));
  await page.keyboard.press('Tab');
  await dialog.getByRole('rowheader', { name: String(lastStep - 1), exact: true }).waitFor();
  expect(await dialog.getByRole('row').count()).toBe(3);
  expect(await brokenRules(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Copy as CSV' }).press('Enter');
  const [run] = (await listRuns(folders.runs)).runs;
  const { points } = await readMetrics(join(run?.folder ?? '', 'metrics.jsonl'), 2 * lastStep);
  const copied = await studio.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied.split('\n')[2]).toContain(`,${points.at(-1)?.discriminatorLoss},`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => charts.evaluate((button) => document.activeElement === button)).toBe(true);

  await page.reload();
  await page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('button', { name: /Finished/ })
    .click();
  await page.getByRole('region', { name: 'Gradient norms' }).waitFor();
});
