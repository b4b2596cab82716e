import { cp, link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { freshFolders, openStudio } from '../e2e/studio-window';
import { setSize } from '../e2e/window-look';
import { runLayout } from '../../src/main/runs/run-layout';
import { mostCompared } from '../../src/shared/comparison';
import type { Figure } from './figure';
import { makeLongRun } from './long-run';

const steps = 1_000_000;
const sheets = 50;

interface Seen {
  /** From the press on Compare until all charts tell a value of each run. Milliseconds. */
  readonly opened: number;
  /** The longest that the app process was busy with one thing meanwhile. Milliseconds. */
  readonly pause: number;
  /** From a press of a slider's key to the frame that shows it, each; milliseconds. */
  readonly moved: readonly number[];
}

/** Six runs of a million steps side by side in the real window. */
export async function measureComparing(folder: string, repeats: number): Promise<readonly Figure[]> {
  const runs = join(folder, 'compared-runs');
  const first = await makeLongRun(runs, steps, sheets);
  const folders = [first.folder];
  for (let copy = 2; copy <= mostCompared; copy++) folders.push(await copyRun(first.folder, copy));
  for (const one of folders) await rm(join(one, runLayout.cache, 'curves.bin'), { force: true });
  const anew = await compareOnce(runs);
  const seen: Seen[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) seen.push(await compareOnce(runs));
  const name = `${mostCompared} runs of ${steps.toLocaleString('en')} steps`;
  return [
    { name: `${name}, compared without their caches of curves`, unit: 'ms', values: [anew.opened] },
    { name: `${name}, compared`, unit: 'ms', values: seen.map(({ opened }) => opened) },
    {
      name: `${name}, longest pause of the app process meanwhile`,
      unit: 'ms',
      values: [anew, ...seen].map(({ pause }) => pause),
    },
    { name: `${name}, a move of the slider`, unit: 'ms', values: seen.flatMap(({ moved }) => moved) },
  ];
}

/** A million lines are shared, not copied: nobody writes them. */
async function copyRun(from: string, copy: number): Promise<string> {
  const to = `${from}-${copy}`;
  await cp(from, to, { recursive: true, filter: (source) => !source.endsWith(runLayout.metrics) });
  await link(join(from, runLayout.metrics), join(to, runLayout.metrics));
  return to;
}

async function compareOnce(runs: string): Promise<Seen> {
  const studio = await openStudio({ ...(await freshFolders()), runs });
  const { app, page } = studio;
  await setSize(studio, 1440, 900);
  await page
    .getByText(/^Native TensorFlow, |^CPU, |^GPU/)
    .first()
    .waitFor();
  const rows = page.getByRole('grid', { name: 'Runs' }).getByRole('button', { name: /Finished/ });
  await rows.first().click();
  await rows.last().click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: `Compare ${mostCompared} runs` }).waitFor();
  const pause = await watchForPauses(app);
  const opened = await page.evaluate(openComparison, mostCompared);
  const longest = await pause();
  const moved = await moveAbout(page);
  await studio.close();
  return { opened, pause: longest, moved };
}

/** @returns asks for the longest delay of a timer since */
async function watchForPauses(app: ElectronApplication): Promise<() => Promise<number>> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    Object.assign(globalThis, { longestDelay: () => delay.max / 1e6 });
  });
  return () => app.evaluate(() => (globalThis as unknown as { longestDelay: () => number }).longestDelay());
}

/** In the page. */
function openComparison(count: number): Promise<number> {
  return new Promise((resolve) => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('Compare'));
    if (!button) throw new Error('There is no Compare.');
    const start = performance.now();
    button.click();
    const look = (): void => {
      const charts = [...document.querySelectorAll('.compare-charts canvas[role="img"]')];
      const told = charts.map((chart) => chart.getAttribute('aria-label') ?? '');
      // a dash stands for a value that is not known yet
      const isWhole = told.length > 0 && told.every((text) => text.match(/ [A-F] -?\d/g)?.length === count);
      if (isWhole) requestAnimationFrame(() => resolve(performance.now() - start));
      else setTimeout(look, 2);
    };
    look();
  });
}

async function moveAbout(page: Page): Promise<readonly number[]> {
  await page.getByRole('slider', { name: 'Position of all runs' }).focus();
  const moved: number[] = [];
  for (let move = 0; move < 20; move++) {
    await page.evaluate(timeNextKey);
    await page.keyboard.press('ArrowLeft');
    moved.push(await page.evaluate(() => window.keyTime));
  }
  return moved;
}

declare global {
  interface Window {
    /** How long the last press took. Milliseconds. */
    keyTime: Promise<number>;
  }
}

/** In the page: from the next press to the frame behind the one that it is drawn in. */
function timeNextKey(): void {
  window.keyTime = new Promise((resolve) => {
    window.addEventListener(
      'keydown',
      () => {
        const start = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
      },
      { once: true, capture: true },
    );
  });
}
