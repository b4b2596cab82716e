import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test, vi } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readMetrics } from '../../src/main/runs/read-metrics';
import { readRun } from '../../src/main/runs/read-run';
import { checkpointFile, sheetFile } from '../../src/main/runs/run-layout';
import { readSheet } from '../../src/main/runs/sheet';
import { keepShortlyTaughtJudge } from '../shortly-taught-judge';
import { brokenRules } from './accessibility';
import {
  answerSaveDialog,
  freshFolders,
  openStudio,
  runState,
  waitUntilReady,
  type StudioFolders,
  type StudioWindow,
} from './studio-window';
import { chooseLanguage, chooseTheme, setSize } from './window-look';

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

const pixelsOf = (page: Page, name: string): Promise<readonly number[]> =>
  page.getByRole('img', { name }).evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return [...data].filter((_, index) => index % 4 === 0);
  });

test('the sheet is seen by the raw weights too, drawn from the nearest checkpoint, and exported as it is seen', async () => {
  const folders = await freshFolders();
  const first = await openShortRun(folders);
  const { page } = first;
  const toData = (canvas: HTMLCanvasElement): string => canvas.toDataURL();
  const average = await sheetAt(page, lastStep).evaluate(toData);
  await page.getByRole('radio', { name: 'Raw' }).click();
  await page
    .getByTitle(`Drawn now by the raw weights of the checkpoint of step ${lastStep}, the nearest to the slider`)
    .getByText('raw, nearest checkpoint')
    .waitFor();
  await expect.poll(() => sheetAt(page, lastStep).evaluate(toData)).not.toBe(average);
  // there is one checkpoint, and the sheet says which
  await slider(page).press('Home');
  await sheetAt(page, lastStep).waitFor();
  const seen = await pixelsOf(page, 'The picked image, six times as large');

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'Same latents', checked: true }).waitFor();
  await dialog.getByRole('radio', { name: 'Raw', checked: true }).waitFor();
  await dialog.getByText(/^896 × 896 pixels · step 60 · /).waitFor();
  const path = join(folders.userData, 'raw.png');
  await answerSaveDialog(first, path);
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
  await page.getByText(`Written: ${path}`).waitFor();
  const written = (await readSheet(path)).pixels.subarray(0, 784);
  // another session draws it: a level of grey may round another way
  expect(Math.max(...seen.map((grey, pixel) => Math.abs(grey - (written[pixel] ?? 0))))).toBeLessThanOrEqual(2);

  await page.getByRole('radio', { name: 'EMA' }).click();
  await sheetAt(page, 0).waitFor();
  await page.getByText('drawn by the averaged generator').waitFor();
  await chooseLanguage(first, 'zh-CN');
  await setSize(first, 1024, 700);
  await page.getByRole('radio', { name: '原始' }).click();
  await page.getByText('原始权重，最近的检查点').waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await chooseLanguage(first, 'en');
  await first.close();

  const [run] = (await listRuns(folders.runs)).runs;
  await writeFile(checkpointFile(run?.folder ?? '', lastStep), 'no weights');
  const second = await openStudio(folders);
  await second.page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('button', { name: /Finished/ })
    .click();
  await sheetAt(second.page, lastStep).waitFor();
  await second.page.getByRole('radio', { name: 'Raw' }).click();
  await second.page.getByText(/^Cannot read the checkpoint /).waitFor();
  await second.page.getByRole('radio', { name: 'EMA' }).click();
  await sheetAt(second.page, lastStep).waitFor();
});

test('a picked image says what the judge reads it as; a judge that has not learnt digits offers to, and can be stopped', async () => {
  const folders = await freshFolders();
  const cache = join(folders.userData, 'cache');
  vi.stubEnv('GAN_STUDIO_CACHE', cache);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { page } = await openShortRun(folders);
  await sheetAt(page, lastStep).waitFor();
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('button', { name: 'Let the judge learn digits' }).click();
  await page.getByRole('progressbar', { name: 'The judge learns digits…' }).waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const learn = page.getByRole('button', { name: 'Let the judge learn digits' });
  await learn.waitFor();

  // what a minute's lesson leaves, in a few seconds
  await keepShortlyTaughtJudge(join(cache, 'judge'));
  await learn.click();
  await page.getByText(/^reads as \d \(\d+ %\)/).waitFor();
  const picked = page.getByRole('slider', { name: 'Picked image' });
  await picked.press('ArrowRight');
  await page.getByText(/^reads as \d \(\d+ %\)/).waitFor();
  await slider(page).press('Home');
  await page.getByText(/^reads as \d \(\d+ %\)$/).waitFor();
  expect(await brokenRules(page)).toEqual([]);
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
