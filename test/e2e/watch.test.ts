import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readMetrics } from '../../src/main/runs/read-metrics';
import { readRun } from '../../src/main/runs/read-run';
import { checkpointFile, sheetFile } from '../../src/main/runs/run-layout';
import { readSheet } from '../../src/main/runs/sheet';
import { brokenInEitherTheme, brokenRules } from './accessibility';
import { sharedStudio, type SharedStudio } from './shared-studio';
import { answerSaveDialog, runState, waitUntilReady } from './studio-window';
import { putTaughtJudge } from './taught-judge';
import { putRun, type TrainedRun } from './trained-runs';
import { chooseLanguage, setSize } from './window-look';

/** Of the run `longer`. */
const lastStep = 60;

/** The folder of each run, by its name in `trained-runs.ts`. */
const folderOf = new Map<TrainedRun, string>();

const shared = sharedStudio(async (folders) => {
  for (const run of ['longer', 'otherSeed', 'shorter', 'tooFast'] as const) {
    folderOf.set(run, await putRun(folders, run));
  }
});

const rowOf = (page: Page, seed: number): Locator =>
  page.getByRole('grid', { name: 'Runs' }).getByRole('button', { name: new RegExp(`^Quick digits, seed ${seed}\\b`) });

/** A run with a sheet every five steps, open on the Watch page. */
async function openRun(): Promise<SharedStudio> {
  const studio = await shared();
  await setSize(studio, 1440, 900);
  await rowOf(studio.page, 5).click();
  await sheetAt(studio.page, lastStep).waitFor();
  return studio;
}

/** A run of as many steps that is trained by the window's own buttons, and stays open. */
async function trainHere(studio: SharedStudio, steps: number): Promise<void> {
  const { page } = studio;
  await waitUntilReady(studio);
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'steps' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill(String(steps));
  await page.getByRole('button', { name: /^Train/ }).click();
  await runState(page, 'Finished').waitFor({ timeout: 180_000 });
}

const slider = (page: Page) => page.getByRole('slider', { name: 'Stored sheets' });
const sheetAt = (page: Page, step: number) =>
  page.getByRole('img', { name: `Sheet of 64 generated images at step ${step}`, exact: true });

test('the slider goes through every stored sheet of a run that was just trained by keyboard, and the way back is one press', async () => {
  const studio = await shared();
  const { page } = studio;
  const last = 20;
  await trainHere(studio, last);
  await sheetAt(page, last).waitFor();
  const newest = await sheetAt(page, last).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await slider(page).press('Home');
  await sheetAt(page, 0).waitFor();
  expect(await sheetAt(page, 0).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())).not.toBe(newest);
  expect(await slider(page).getAttribute('aria-valuetext')).toBe('step 0, epoch 0.0');
  await page.getByRole('button', { name: 'End: to the newest sheet' }).click();
  await sheetAt(page, last).waitFor();
  await slider(page).press('ArrowLeft');
  await sheetAt(page, last).waitFor({ state: 'detached' });
  await slider(page).press('End');
  await sheetAt(page, last).waitFor();

  // it plays from the start and ends at the end
  await page.getByRole('button', { name: 'Play the stored sheets' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('button', { name: 'Play the stored sheets' }).waitFor();
  await sheetAt(page, last).waitFor();
});

test('the line through the charts is the slider’s position: pressing into a chart moves both', async () => {
  const { page } = await openRun();
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
  const studio = await shared();
  const { page } = studio;
  await setSize(studio, 1440, 900);
  const run = folderOf.get('otherSeed') ?? '';
  await writeFile(sheetFile(run, 0), 'no picture');
  const metrics = join(run, 'metrics.jsonl');
  await writeFile(metrics, (await readFile(metrics, 'utf8')).replace('{"step":14,', '{step:14,'));
  await rowOf(page, 6).click();
  await page.getByText('1 line of metrics.jsonl cannot be read; the curves have a gap there.').waitFor();
  await slider(page).press('Home');
  await page.getByText('The sheet of step 0 is missing or damaged.').waitFor();
  await slider(page).press('End');
  await sheetAt(page, 20).waitFor();
});

const pixelsOf = (page: Page, name: string): Promise<readonly number[]> =>
  page.getByRole('img', { name }).evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return [...data].filter((_, index) => index % 4 === 0);
  });

test('the sheet is seen by the raw weights too, drawn from the nearest checkpoint, and exported as it is seen', async () => {
  const studio = await openRun();
  const { page, folders } = studio;
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
  const path = join(folders.desk, 'raw.png');
  await answerSaveDialog(studio, path);
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
  await page.getByText(`Written: ${path}`).waitFor();
  const written = (await readSheet(path)).pixels.subarray(0, 784);
  // another session draws it: a level of grey may round another way
  expect(Math.max(...seen.map((grey, pixel) => Math.abs(grey - (written[pixel] ?? 0))))).toBeLessThanOrEqual(2);

  await page.getByRole('radio', { name: 'EMA' }).click();
  await sheetAt(page, 0).waitFor();
  await page.getByText('drawn by the averaged generator').waitFor();
  await chooseLanguage(studio, 'zh-CN');
  await setSize(studio, 1024, 700);
  await page.getByRole('radio', { name: '原始' }).click();
  await page.getByText('原始权重，最近的检查点').waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await chooseLanguage(studio, 'en');

  await writeFile(checkpointFile(folderOf.get('shorter') ?? '', 10), 'no weights');
  await page.getByRole('radio', { name: 'EMA' }).click();
  await setSize(studio, 1440, 900);
  await rowOf(page, 2).click();
  await sheetAt(page, 10).waitFor();
  await page.getByRole('radio', { name: 'Raw' }).click();
  await page.getByText(/^Cannot read the checkpoint /).waitFor();
  await page.getByRole('radio', { name: 'EMA' }).click();
  await sheetAt(page, 10).waitFor();
});

test('a picked image says what the judge reads it as; a judge that has not learnt digits offers to, and can be stopped', async () => {
  const { page, folders } = await openRun();
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('button', { name: 'Let the judge learn digits' }).click();
  await page.getByRole('progressbar', { name: 'The judge learns digits…' }).waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const learn = page.getByRole('button', { name: 'Let the judge learn digits' });
  await learn.waitFor();

  // what a minute's lesson leaves, in a few seconds
  await putTaughtJudge(folders);
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
  const studio = await openRun();
  await slider(studio.page).press('Home');
  expect(await brokenInEitherTheme(studio.page)).toEqual([]);
});

test('which curves are shown is chosen and remembered, and they are there as a table', async () => {
  const studio = await openRun();
  const { page } = studio;
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
  const { points } = await readMetrics(join(folderOf.get('longer') ?? '', 'metrics.jsonl'), 2 * lastStep);
  const copied = await studio.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied.split('\n')[2]).toContain(`,${points.at(-1)?.discriminatorLoss},`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => charts.evaluate((button) => document.activeElement === button)).toBe(true);

  await page.reload();
  await rowOf(page, 5).click();
  await page.getByRole('region', { name: 'Gradient norms' }).waitFor();
});

test('health says in words how the run does, and a remedy trains on from a checkpoint in one press', async () => {
  const { page, folders } = await shared();
  const parent = folderOf.get('tooFast') ?? '';
  await rowOf(page, 3).click();
  const health = page.getByRole('region', { name: 'Health' });
  await health.getByRole('heading', { name: 'Why we think so' }).waitFor();
  const earlier = (await listRuns(folders.runs)).runs.length;
  await health.getByRole('button', { name: 'Branch from step 60' }).click();
  await expect.poll(async () => (await listRuns(folders.runs)).runs.length).toBe(earlier + 1);
  await page.getByText(/^step 60 of /).waitFor();
  const [branch] = (await listRuns(folders.runs)).runs;
  const { recipe, record } = await readRun(branch?.folder ?? '');
  expect(record.parent).toMatchObject({ run: basename(parent), step: 60 });
  expect(recipe).not.toEqual((await readRun(parent)).recipe);
});
