import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { freshFolders, openStudio, type StudioWindow } from '../e2e/studio-window';
import { setSize } from '../e2e/window-look';
import { runLayout } from '../../src/main/runs/run-layout';
import type { RunId } from '../../src/shared/run';
import type { Figure } from './figure';
import { lineOf, makeLongRun } from './long-run';

export const steps = 1_000_000;
export const sheets = 2_000;
/** Lines that a message has: what a run of 30 steps a second tells in a tenth of one. */
const linesAMessage = 3;
const messagesASecond = 10;
const scrubs = 40;

interface Seen {
  /** From the press on its row to its newest step drawn in the charts. Milliseconds. */
  readonly opened: number;
  readonly framesPerSecond: number;
  /** Of the window's process while it was told new steps. Percent of a core. */
  readonly processor: number;
  /** From a press into the charts to the sheet of that place, drawn; each press one. Milliseconds. */
  readonly scrubbed: readonly number[];
}

/** A run of a million steps in the real window: opened, carried on by ten messages a second, and scrubbed. */
export async function measureWatching(folder: string, repeats: number, seconds: number): Promise<readonly Figure[]> {
  const runs = join(folder, 'long-run');
  const { id } = await makeLongRun(runs, steps, sheets);
  return watchLongRun(runs, id, repeats, seconds);
}

/** The same of a run that `makeLongRun` left. */
export async function watchLongRun(
  runs: string,
  id: RunId,
  repeats: number,
  seconds: number,
): Promise<readonly Figure[]> {
  await rm(join(runs, id, runLayout.cache, 'curves.bin'), { force: true });
  const anew = await openOnce(runs);
  await anew.studio.close();
  const seen: Seen[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const { studio, opened } = await openOnce(runs);
    const scrubbed = await scrub(studio.page);
    await studio.page.getByRole('slider', { name: 'Stored sheets' }).press('End');
    seen.push({ opened, scrubbed, ...(await stream(studio, id, seconds)) });
    await studio.close();
  }
  const name = `a run of ${steps.toLocaleString('en')} steps`;
  const worst = (values: readonly number[]): number => Math.max(...values);
  return [
    { name: `${name}, opened without its cache of curves`, unit: 'ms', values: [anew.opened] },
    { name: `${name}, opened`, unit: 'ms', values: seen.map(({ opened }) => opened), goal: 'below 1000 ms' },
    {
      name: `${name}, frames while told 10 times a second`,
      unit: '1/s',
      values: seen.map(({ framesPerSecond }) => framesPerSecond),
      goal: 'at least 55',
    },
    { name: `${name}, processor of the window meanwhile`, unit: '%', values: seen.map(({ processor }) => processor) },
    {
      name: `one of ${sheets.toLocaleString('en')} sheets, from press to picture`,
      unit: 'ms',
      values: seen.flatMap(({ scrubbed }) => scrubbed),
      goal: 'below 50 ms',
    },
    {
      name: `the slowest of ${scrubs} presses`,
      unit: 'ms',
      values: seen.map(({ scrubbed }) => worst(scrubbed)),
    },
  ];
}

async function openOnce(runs: string): Promise<{ readonly studio: StudioWindow; readonly opened: number }> {
  const studio = await openStudio({ ...(await freshFolders()), runs });
  await setSize(studio, 1440, 900);
  await studio.page
    .getByText(/^Native TensorFlow, |^CPU, |^GPU/)
    .first()
    .waitFor();
  return { studio, opened: await open(studio.page) };
}

/** By the run's own row, as a person does. */
function open(page: Page): Promise<number> {
  return page.evaluate(
    (newest) =>
      new Promise<number>((resolve) => {
        const row = [...document.querySelectorAll<HTMLElement>('[role="grid"] button')].find((button) =>
          button.textContent?.includes('Finished'),
        );
        if (!row) throw new Error('The run is not listed.');
        const start = performance.now();
        row.click();
        const look = (): void => {
          const chart = document.querySelector('canvas[role="img"][aria-label^="Losses"]');
          const told = chart?.getAttribute('aria-label') ?? '';
          // a dash stands for a value that is not known yet
          if (told.includes(newest) && !told.includes('–')) {
            requestAnimationFrame(() => resolve(performance.now() - start));
          } else setTimeout(look, 2);
        };
        look();
      }),
    steps.toLocaleString('en'),
  );
}

/** Presses at places far from each other, so that no neighbour is there already. */
async function scrub(page: Page): Promise<readonly number[]> {
  const box = await page.locator('canvas[role="img"][aria-label^="Losses"]').boundingBox();
  if (!box) throw new Error('The chart is not there.');
  await page.evaluate(timePresses);
  for (let press = 0; press < scrubs; press++) {
    const share = (0.05 + press * 0.381966) % 0.9;
    await page.mouse.click(box.x + share * (box.width - 60), box.y + box.height / 2);
    await page.waitForFunction((count) => window.pressTimes.length > count, press);
  }
  return page.evaluate(() => window.pressTimes);
}

declare global {
  interface Window {
    /** How long each press took so far. Milliseconds. */
    pressTimes: number[];
  }
}

/** In the page: from each press until the large sheet is the one that the slider names. */
function timePresses(): void {
  window.pressTimes = [];
  const textOf = (selector: string, attribute: string): string =>
    document.querySelector(selector)?.getAttribute(attribute)?.replaceAll(',', '') ?? '';
  window.addEventListener(
    'pointerdown',
    () => {
      const start = performance.now();
      const look = (): void => {
        const place = textOf('[role="slider"][aria-label="Stored sheets"]', 'aria-valuetext');
        const step = /^step (\d+)/.exec(place)?.[1] ?? 'none';
        const sheet = textOf('canvas[role="img"][aria-label^="Sheet of"]', 'aria-label');
        if (sheet.endsWith(` ${step}`)) window.pressTimes.push(performance.now() - start);
        else setTimeout(look, 1);
      };
      setTimeout(look, 0);
    },
    { capture: true },
  );
}

/** Steps that the trainer would tell, sent by the main process as it does; frames are counted in the page. */
async function stream(
  { app, page }: StudioWindow,
  runId: string,
  seconds: number,
): Promise<Pick<Seen, 'framesPerSecond' | 'processor'>> {
  const messages = seconds * messagesASecond;
  const told = Array.from({ length: messages }, (_, message) =>
    Array.from({ length: linesAMessage }, (__, line) => lineOf(steps + 1 + message * linesAMessage + line)),
  );
  const counted = page.evaluate(countFrames, seconds);
  const processor = await app.evaluate(
    async ({ app: program, BrowserWindow }, { id, batches, interval }) => {
      const [window] = BrowserWindow.getAllWindows();
      const own = window?.webContents.getOSProcessId();
      const usage = (): number =>
        program.getAppMetrics().find(({ pid }) => pid === own)?.cpu.cumulativeCPUUsage ?? Number.NaN;
      const before = usage();
      for (const lines of batches) {
        window?.webContents.send('run:metrics', { runId: id, lines });
        await new Promise((next) => setTimeout(next, interval));
      }
      return usage() - before;
    },
    { id: runId, batches: told, interval: 1000 / messagesASecond },
  );
  return { framesPerSecond: await counted, processor: (100 * processor) / seconds };
}

/** In the page. */
function countFrames(seconds: number): Promise<number> {
  return new Promise((resolve) => {
    const start = performance.now();
    let frames = 0;
    const next = (now: number): void => {
      frames++;
      if (now - start < 1000 * seconds) requestAnimationFrame(next);
      else resolve((1000 * frames) / (now - start));
    };
    requestAnimationFrame(next);
  });
}
