import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { recognise } from '../../src/main/import/recognise';
import { listRuns } from '../../src/main/runs/list-runs';
import { sheetFile } from '../../src/main/runs/run-layout';
import type { RunSummary } from '../../src/shared/run';
import { brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { pressShortcut } from './press-shortcut';
import { answerSaveDialog, runState, train, waitUntilReady, type StudioFolders } from './studio-window';
import { putTaughtJudge } from './taught-judge';
import { putRun } from './trained-runs';
import { chooseLanguage, chooseTheme, setSize } from './window-look';

const shared = keptStudio(async (folders) => {
  for (const run of ['digits', 'shorter', 'otherSeed', 'longer', 'mlp'] as const) await putRun(folders, run);
});

const withThree = keptStudio(async (folders) => {
  for (const run of ['digits', 'shorter', 'tooFast'] as const) await putRun(folders, run);
});

/** Of the runs of `trained-runs.ts`. */
const seeds = { digits: 1, shorter: 2, tooFast: 3, longer: 5, otherSeed: 6 } as const;

async function runOf({ runs }: StudioFolders, wanted: number): Promise<RunSummary> {
  const run = (await listRuns(runs)).runs.find(({ seed }) => seed === wanted);
  if (!run) throw new Error(`There is no run of seed ${wanted}.`);
  return run;
}

const rowOf = (page: Page, seed: number): Locator =>
  page.getByRole('grid', { name: 'Runs' }).getByRole('button', { name: new RegExp(`^Quick digits, seed ${seed}\\b`) });
const sliderOf = (page: Page): Locator => page.getByRole('slider', { name: 'Position of all runs' });
const sheetOf = (page: Page, letter: string): Locator => page.getByRole('region', { name: new RegExp(`^${letter}: `) });

/** Chooses runs in the list by their seeds, the keyboard held as a person holds it. */
async function choose(page: Page, ...seeds: readonly number[]): Promise<void> {
  const [first = 0, ...others] = seeds;
  await rowOf(page, first).click();
  for (const seed of others) await rowOf(page, seed).click({ modifiers: ['Control'] });
}

/** Numbers that tell one picture of a canvas from another. */
function fingerprint(canvas: Locator): Promise<string> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const data = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    let [sum, weighted] = [0, 0];
    for (let index = 0; index < data.length; index += 4) {
      sum += data[index] ?? 0;
      weighted = (weighted + (data[index] ?? 0) * (index + 1)) % 1_000_003;
    }
    return `${sum} ${weighted}`;
  });
}

test('runs stand side by side under one slider, by step and by wall time, with curves, figures and recipes', async () => {
  const studio = await shared();
  const { page } = studio;
  await choose(page, seeds.digits, seeds.shorter);
  await page.getByRole('button', { name: 'Compare 2 runs' }).click();

  const [a, b] = [sheetOf(page, 'A'), sheetOf(page, 'B')];
  await a.getByRole('img', { name: /^A, Quick digits, seed \d: \d+ generated images at step \d+$/ }).waitFor();
  const slider = sliderOf(page);
  expect(await slider.getAttribute('aria-valuetext')).toBe('step 20');
  const [longer, shorter] = (await a.getByText('seed 1').count()) > 0 ? [a, b] : [b, a];
  await shorter.getByText('ended at step 10').waitFor();
  const atTheEnd = await fingerprint(longer.getByRole('img'));
  await slider.press('ArrowLeft');
  expect(await slider.getAttribute('aria-valuetext')).toBe('step 15');
  await longer.getByRole('img', { name: /at step 15$/ }).waitFor();
  await expect.poll(() => fingerprint(longer.getByRole('img'))).not.toBe(atTheEnd);
  await slider.press('Home');
  await slider.press('ArrowRight');
  await slider.press('ArrowRight');
  expect(await slider.getAttribute('aria-valuetext')).toBe('step 10');
  for (const sheet of [a, b]) await sheet.getByRole('img', { name: /at step 10$/ }).waitFor();

  const charts = page.getByRole('region', { name: 'Curves of all runs' });
  for (const name of ['Generator loss', 'Discriminator loss', 'D(x)', 'D(G(z))', 'Gradient norm, G', 'Images/s']) {
    const chart = charts.getByRole('img', { name: new RegExp(`^${name.replace(/[()]/g, '\\$&')} at step 10: A `) });
    await expect
      .poll(() => chart.getAttribute('aria-label'), { message: name })
      .toMatch(/: A -?[\d.]+(e-\d+)?, B -?[\d.]+(e-\d+)?$/);
  }
  await page.getByRole('radio', { name: 'Wall time' }).click();
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/^time \d+:\d\d$/);
  await page.getByRole('radio', { name: 'Step', exact: true }).click();

  await page.getByRole('button', { name: 'Speed 1×' }).click();
  await slider.press('Home');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('step 20');
  await page.getByRole('button', { name: 'Play' }).waitFor();

  const figures = page.getByRole('table', { name: 'Final figures' });
  await figures.getByRole('row', { name: /^Steps (20 10|10 20)$/ }).waitFor();
  const recipes = page.getByRole('table', { name: 'Recipes side by side' });
  await recipes.getByRole('row', { name: /^Learning rate, G (2e-3 1e-3|1e-3 2e-3)$/ }).waitFor();
  await page.getByRole('heading', { name: /^Recipe, 3 of \d+ settings differ$/ }).waitFor();
  const onlyDifferences = page.getByRole('switch', { name: 'Only differences' });
  expect(await recipes.getByRole('row').count()).toBe(4);
  await onlyDifferences.click();
  expect(await recipes.getByRole('row').count()).toBeGreaterThan(50);
  await onlyDifferences.press('Space');
  expect(await recipes.getByRole('row').count()).toBe(4);

  expect(await brokenRules(page)).toEqual([]);
  await chooseTheme(studio, 'dark');
  await setSize(studio, 1024, 700);
  expect(await brokenRules(page)).toEqual([]);
  await chooseLanguage(studio, 'zh-CN');
  await page.getByRole('heading', { name: '对比', exact: true }).waitFor();
  await page.getByRole('slider', { name: '所有训练的位置' }).waitFor();
  await page.getByRole('table', { name: '最终数值' }).waitFor();
});

test('each column says how its run fares, in the words of Watch, exports its own run, and the judge measures all', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await putTaughtJudge(folders);
  await rowOf(page, seeds.longer).click();
  const watched = page.getByRole('region', { name: 'Health' }).getByRole('heading', { level: 2 });
  const verdict = (await watched.textContent()) ?? '';
  await rowOf(page, seeds.digits).click({ modifiers: ['Control'] });
  await pressShortcut(studio, 'C', ['control', 'shift']);
  const column = page.getByRole('region', { name: /^[AB]: Quick digits, seed 5$/ });
  await column.getByRole('status').filter({ hasText: verdict }).waitFor();

  await sliderOf(page).press('ArrowLeft');
  await column.getByRole('img', { name: /at step 55$/ }).waitFor();
  await column.getByRole('button', { name: 'Export from Quick digits, seed 5' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByText('Quick digits, seed 5', { exact: true }).waitFor();
  await dialog.getByText(/ · step 55 · /).waitFor();
  expect(await brokenRules(page)).toEqual([]);
  const path = join(folders.desk, 'sheet.png');
  await answerSaveDialog(studio, path);
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
  await page.getByText(`Written: ${path}`).waitFor();
  const { id } = await runOf(folders, seeds.longer);
  expect(await recognise(path, folders.runs)).toMatchObject({ kind: 'sheet', step: 55, runs: [id] });

  const figures = page.getByRole('table', { name: 'Final figures' });
  await figures.getByRole('row', { name: 'Digits covered – –' }).waitFor();
  await page.getByRole('button', { name: 'Measure with the judge' }).click();
  await page.getByRole('button', { name: 'Measuring…', disabled: true }).waitFor();
  await figures.getByRole('row', { name: /^Digits covered \d+ of 10 \d+ of 10$/ }).waitFor({ timeout: 120_000 });
  await figures.getByRole('row', { name: /^Fréchet distance \d+\.\d \d+\.\d$/ }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Measure with the judge' }).count()).toBe(0);
  const told = await figures.getByRole('row', { name: /^Fréchet distance/ }).textContent();

  // what was measured is kept with the runs
  await page.reload();
  await choose(page, seeds.longer, seeds.digits);
  await pressShortcut(studio, 'C', ['control', 'shift']);
  await expect.poll(() => figures.getByRole('row', { name: /^Fréchet distance \d/ }).textContent()).toBe(told);
});

test('the same latents are drawn from checkpoints where only the seeds differ, and cannot be where z is another', async () => {
  const studio = await shared();
  const { page } = studio;
  await choose(page, seeds.digits, seeds.otherSeed);
  await pressShortcut(studio, 'C', ['control', 'shift']);
  const b = sheetOf(page, 'B');
  await b.getByRole('img', { name: /at step 20$/ }).waitFor();
  await page.getByRole('radio', { name: 'Each its own', checked: true }).waitFor();
  const own = await fingerprint(b.getByRole('img'));
  await page.getByRole('radio', { name: 'Same latents' }).click();
  await page.getByText(/^The seeds differ: /).waitFor();
  await b.getByRole('img').waitFor();
  await expect.poll(() => fingerprint(b.getByRole('img'))).not.toBe(own);

  await page.getByRole('button', { name: 'Add run' }).click();
  await page.getByRole('textbox', { name: 'Find a run' }).fill('mlp');
  await page.getByRole('option').click();
  await page.getByText('Each its own latents: z is not equally long in all runs.').waitFor();
  expect(await page.getByRole('radio', { name: 'Same latents' }).count()).toBe(0);
  await page.getByText(/^Their epochs have different lengths/).waitFor();
  await page.getByRole('button', { name: /^Take MLP tutorial, seed 4 out/ }).click();
  await expect.poll(() => sheetOf(page, 'C').count()).toBe(0);
});

test('curves are drawn by step, epoch and time, on either axis, with gaps where a run is damaged and a word of why', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  const file = join((await runOf(folders, seeds.otherSeed)).folder, 'metrics.jsonl');
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const broken = lines.map((line, index) => {
    if (index >= 5 && index < 8) return 'not a line';
    return index === 12 ? line.replace(/"realProbability":[^,}]+/, '"realProbability":null') : line;
  });
  await writeFile(file, `${broken.join('\n')}\n`);
  await choose(page, seeds.digits, seeds.otherSeed);
  await pressShortcut(studio, 'C', ['control', 'shift']);
  await page
    .getByText(/^[AB]: 3 lines of metrics\.jsonl cannot be read; .* 1 value is infinite or no number; /)
    .waitFor();
  const chart = page.getByRole('img', { name: /^Generator loss at / });
  const linear = await fingerprint(chart);
  await page.getByRole('button', { name: 'Charts' }).click();
  await page.getByRole('checkbox', { name: 'Logarithmic' }).press('Space');
  await expect.poll(() => fingerprint(chart)).not.toBe(linear);
  const logarithmic = await fingerprint(chart);
  await page.getByRole('slider', { name: 'Smoothing' }).press('End');
  await expect.poll(() => fingerprint(chart)).not.toBe(logarithmic);
  await page.keyboard.press('Escape');

  await page.getByRole('radio', { name: 'Epoch' }).click();
  const slider = sliderOf(page);
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/^epoch 0\.0\d\d$/);
  await page.getByRole('img', { name: /^D\(x\) at epoch 0\.0\d\d: A [01]\.\d+, B [01]\.\d+$/ }).waitFor();
  await slider.press('ArrowLeft');
  await sheetOf(page, 'A')
    .getByRole('img', { name: /at step 15$/ })
    .waitFor();
  const box = await chart.boundingBox();
  if (!box) throw new Error('There is no chart.');
  await page.mouse.click(box.x + 0.6 * (box.width - 48), box.y + box.height / 2);
  await sheetOf(page, 'A')
    .getByRole('img', { name: /at step 10$/ })
    .waitFor();
});

test('a damaged file of comparisons is said and put aside; one that is kept then is there after a restart, and says which of its runs is gone', async () => {
  const first = await withThree();
  const { folders } = first;
  const file = join(folders.userData, 'comparisons.json');
  await writeFile(file, '{"formatVersion":1,');
  await choose(first.page, seeds.digits, seeds.shorter, seeds.tooFast);
  await rowOf(first.page, seeds.tooFast).click({ button: 'right' });
  await first.page.getByRole('menuitem', { name: 'Compare 3 runs' }).click();
  await first.page.getByText(/^The saved comparisons in .+ The file is kept as /s).waitFor();
  await first.page.getByRole('radio', { name: 'Wall time' }).click();
  await first.page.getByRole('button', { name: 'Save comparison' }).click();
  await first.page.getByRole('textbox', { name: 'Name of the comparison' }).fill('Three seeds');
  await first.page.getByRole('button', { name: 'Keep', exact: true }).click();
  await first.page.getByText('The comparison Three seeds is kept.').waitFor();
  await first.close();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ comparisons: [{ name: 'Three seeds' }] });

  await rm((await runOf(folders, seeds.shorter)).folder, { recursive: true });
  await writeFile(sheetFile((await runOf(folders, seeds.digits)).folder, 20), 'no picture');

  const second = await first.restart();
  const { page } = second;
  await rowOf(page, seeds.tooFast).waitFor();
  await pressShortcut(second, 'C', ['control', 'shift']);
  await page.getByText(/^Choose two to six runs in the list/).waitFor();
  await page.getByRole('button', { name: 'Saved comparisons' }).click();
  await page.getByText(/^3 runs · .* · 1 of them gone$/).waitFor();
  await page.getByRole('button', { name: /^Three seeds/ }).click();
  await page.getByText('This run is not in the runs folder any more.').waitFor();
  await page.getByRole('button', { name: 'Quick digits, seed 2', exact: true }).waitFor();
  await page.getByText('The sheet of step 20 cannot be read.').waitFor();
  expect(await page.getByRole('radio', { name: 'Wall time' }).getAttribute('aria-checked')).toBe('true');
  expect(await brokenRules(page)).toEqual([]);
});

test('a run that trains while it is compared goes on growing', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  await train(studio);
  await rowOf(page, 0).click();
  await rowOf(page, seeds.shorter).click({ modifiers: ['Control'] });
  await pressShortcut(studio, 'C', ['control', 'shift']);
  const slider = sliderOf(page);
  const place = async (): Promise<number> => Number(await slider.getAttribute('aria-valuenow'));
  await slider.waitFor();
  const before = await place();
  await expect.poll(place).toBeGreaterThan(before + 5);
  await slider.press('Home');
  const start = await place();
  const end = Number(await slider.getAttribute('aria-valuemax'));
  await expect.poll(async () => Number(await slider.getAttribute('aria-valuemax'))).toBeGreaterThan(end);
  expect(await place()).toBe(start);
  await rowOf(page, 0).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
});
