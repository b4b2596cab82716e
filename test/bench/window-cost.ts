import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { listRuns } from '../../src/main/runs/list-runs';
import { electronProgram, studioArguments, studioEnvironment, type StudioFolders } from '../e2e/studio-window';
import type { Figure } from './figure';

/** What one run in the window cost. */
export interface WindowRun {
  readonly stepsPerSecond: number;
  /** Frames a second while it trained; null for a hidden window, which draws none. */
  readonly framesPerSecond: number | null;
  /** 99th percentile while it trained. Milliseconds. */
  readonly eventLoopDelay: number;
}

/** Trains the preset in the real window, by its own buttons, for as many seconds. */
export async function trainInWindow(preset: string, seconds: number, shown: boolean): Promise<WindowRun> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-bench-'));
  const runsFolder = join(folder, 'runs');
  const userData = join(folder, 'user-data');
  const app = await openStudio({ runs: runsFolder, userData });
  try {
    const page = await app.firstWindow();
    await startTraining(page, preset);
    if (shown) await waitForFirstStep(page);
    // hidden from the start; what it takes to start is waited for below
    else await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    const framesPerSecond = shown ? await countFrames(page, seconds) : await wait(page, seconds);
    if (!shown) await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped', { exact: true }).first().waitFor();
    await app.close();
    const [run] = (await listRuns(runsFolder)).runs;
    if (!run) throw new Error('The window left no run behind.');
    const delay = JSON.parse(await readFile(join(userData, 'event-loop-delay.json'), 'utf8')) as { p99Ms: number };
    return { stepsPerSecond: run.stepsPerSecond, framesPerSecond, eventLoopDelay: delay.p99Ms };
  } finally {
    await app.close().catch(() => {
      // closed already, where nothing went wrong
    });
    await rm(folder, { recursive: true, force: true });
  }
}

function openStudio(folders: StudioFolders): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: electronProgram,
    args: [...studioArguments(folders)],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...studioEnvironment(folders), GAN_STUDIO_MEASURE: '1' },
  });
}

async function startTraining(page: Page, preset: string): Promise<void> {
  await page.getByRole('button', { name: 'New run' }).first().click();
  // the card lies over its own radio button
  await page.getByRole('radio', { name: preset }).check({ force: true });
  await page.getByRole('button', { name: /^Train/ }).click();
}

/** The first losses: TensorFlow has started. */
async function waitForFirstStep(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  await page
    .getByText(/^Step \d+/)
    .first()
    .waitFor({ timeout: 60_000 });
}

/** Frames that the window really drew, counted by itself. */
function countFrames(page: Page, seconds: number): Promise<number> {
  return page.evaluate(
    (milliseconds) =>
      new Promise<number>((fulfil) => {
        const start = performance.now();
        let frames = 0;
        const next = (now: number): void => {
          frames++;
          if (now - start < milliseconds) requestAnimationFrame(next);
          else fulfil((1000 * frames) / (now - start));
        };
        requestAnimationFrame(next);
      }),
    seconds * 1000,
  );
}

async function wait(page: Page, seconds: number): Promise<null> {
  const start = 4;
  await page.waitForTimeout((start + seconds) * 1000);
  return null;
}

/** Pairs of runs, command line against window, so that both meet the same machine; ratios within a pair. */
export async function measureWindowCost(
  fromCommandLine: () => Promise<number>,
  preset: string,
  repeats: number,
  seconds: number,
): Promise<readonly Figure[]> {
  const hiddenCost: number[] = [];
  const shownCost: number[] = [];
  const frames: number[] = [];
  const delays: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const alone = await fromCommandLine();
    const hidden = await trainInWindow(preset, seconds, false);
    const shown = await trainInWindow(preset, seconds, true);
    hiddenCost.push(100 * (1 - hidden.stepsPerSecond / alone));
    shownCost.push(100 * (1 - shown.stepsPerSecond / alone));
    delays.push(hidden.eventLoopDelay, shown.eventLoopDelay);
    if (shown.framesPerSecond !== null) frames.push(shown.framesPerSecond);
  }
  return [
    { name: `${preset}, cost of the hidden window`, unit: '% of steps/s', values: hiddenCost, goal: 'at most 2 %' },
    { name: `${preset}, cost of the visible window`, unit: '% of steps/s', values: shownCost },
    { name: 'frames of the window while training', unit: '1/s', values: frames, goal: 'at least 55' },
    { name: 'event-loop delay of the main process, p99', unit: 'ms', values: delays, goal: 'below 20 ms' },
  ];
}
