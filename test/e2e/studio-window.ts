/** The real program in its real window, driven like a person would: by role and name. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, errors, type ElectronApplication, type Locator, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readWriterState } from '../../src/main/runs/writer-lock';
import { windowAddress } from '../../src/shared/app-address';
import { leaveOut } from '../../src/shared/leave-out';

const root = resolve(import.meta.dirname, '../..');
const waitForDriver = join(import.meta.dirname, 'wait-for-driver.cjs');

export interface StudioFolders {
  readonly runs: string;
  readonly userData: string;
  /** In place of the person's own: what is thrown away lies in its Trash. */
  readonly data: string;
  readonly presets: string;
  /** What is remembered of imported data sets. */
  readonly dataSets: string;
  /** In place of the person's own: no judge that has learnt already, and nothing is left there. */
  readonly cache: string;
  /** Where tests let the program write. */
  readonly desk: string;
}

export interface StudioWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Ends the program in order, as closing its window does. */
  readonly close: () => Promise<void>;
}

/** What `wait-for-driver.cjs` puts into the program. */
interface Driven {
  readonly letPagesLoad: () => void;
}

export const electronProgram = createRequire(import.meta.url)('electron') as unknown as string;

/** Folders of its own for one test; they go when it ends. */
export async function freshFolders(): Promise<StudioFolders> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return foldersIn(folder);
}

export function foldersIn(folder: string): StudioFolders {
  return {
    runs: join(folder, 'runs'),
    userData: join(folder, 'user-data'),
    data: join(folder, 'data'),
    presets: join(folder, 'presets'),
    dataSets: join(folder, 'data-sets'),
    cache: join(folder, 'cache'),
    desk: join(folder, 'desk'),
  };
}

export function studioArguments({ userData }: StudioFolders, language = 'en'): readonly string[] {
  const isRoot = process.getuid?.() === 0;
  return [root, `--user-data-dir=${userData}`, `--lang=${language}`, ...(isRoot ? ['--no-sandbox'] : [])];
}

export function studioEnvironment({ runs, data, presets, dataSets, cache }: StudioFolders): Record<string, string> {
  const own = {
    GAN_STUDIO_CALIBRATE: process.env['GAN_STUDIO_CALIBRATE'] ?? 'off',
    GAN_STUDIO_RUNS: runs,
    GAN_STUDIO_PRESETS: presets,
    GAN_STUDIO_DATA_SETS: dataSets,
    GAN_STUDIO_CACHE: cache,
    XDG_DATA_HOME: data,
    TF_CPP_MIN_LOG_LEVEL: '2',
  };
  return { ...(process.env as Record<string, string>), ...ownShare(), ...own };
}

/** Of two workers each has a display and a core of its own, where there are two displays. */
function ownShare(): { TF_NUM_INTRAOP_THREADS?: string; DISPLAY?: string } {
  const { GAN_STUDIO_SECOND_DISPLAY: second, VITEST_POOL_ID: worker } = process.env;
  if (second === undefined) return {};
  return { TF_NUM_INTRAOP_THREADS: '1', ...(worker === '2' ? { DISPLAY: second } : {}) };
}

/** What this process computes it computes as the programs do that it starts: runs tell on which device they were trained. */
export function computeAsPrograms(): void {
  Object.assign(process.env, leaveOut(ownShare(), 'DISPLAY'));
}

/** Longest that the driver is given to see the window of a started program. Milliseconds. */
const driverPatience = 20_000;
const launches = 3;

/** Starts the program; it is ended with the test that opened it. */
export async function openStudio(folders: StudioFolders, language = 'en'): Promise<StudioWindow> {
  const studio = await startStudio(folders, language);
  onTestFinished(studio.close);
  return studio;
}

/** Starts the program; whoever starts it closes it. */
export async function startStudio(folders: StudioFolders, language = 'en'): Promise<StudioWindow> {
  for (let launch = 1; ; launch++) {
    const app = await launchStudio(folders, language);
    let isClosed = false;
    app.on('close', () => {
      isClosed = true;
    });
    const close = async (): Promise<void> => {
      if (!isClosed) await app.close();
    };
    try {
      const page = await firstWindow(app, launch < launches);
      if (page) return { app, page, close };
    } catch (error) {
      await close();
      throw error;
    }
    await close();
  }
}

function launchStudio(folders: StudioFolders, language: string): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: electronProgram,
    args: ['--require', waitForDriver, ...studioArguments(folders, language)],
    chromiumSandbox: process.getuid?.() !== 0,
    env: studioEnvironment(folders),
    // the theme is the studio's own business
    colorScheme: null,
  });
}

/**
 * One attachment in eighty to a window of Electron 33 leaves its page standing still before anything of the studio was
 * loaded: the driver's own questions are never answered. Then `null`, where another launch is left.
 */
async function firstWindow(app: ElectronApplication, isAnotherLeft: boolean): Promise<Page | null> {
  try {
    const page = await app.firstWindow({ timeout: driverPatience });
    await app.evaluate(() => (globalThis as unknown as Driven).letPagesLoad());
    await page.waitForURL((url) => url.href.startsWith(windowAddress), { waitUntil: 'commit' });
    return page;
  } catch (error) {
    if (!isAnotherLeft || !(error instanceof errors.TimeoutError)) throw error;
    console.warn('The driver did not get hold of the window; the program is started again.');
    return null;
  }
}

/** Waits until the data sets are read and TensorFlow has said its device: everything that Train needs. */
export async function waitUntilReady({ page }: StudioWindow): Promise<void> {
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByRole('radio', { name: 'MNIST' }).waitFor();
  await page
    .getByText(/^(CPU, \d+ threads?|GPU)/)
    .first()
    .waitFor();
}

/** Presses Train on the New run page and waits for the first step. */
export async function train({ page }: StudioWindow): Promise<void> {
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByRole('button', { name: /^Train/ }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await page.getByText(/^Step [\d,]+$/).waitFor();
  await figure(page, 'steps/s').filter({ hasText: /\d/ }).waitFor();
}

/** A value by the word beside it. */
export function figure(page: Page, name: string): Locator {
  const pair = page.locator('dl > div').filter({ has: page.getByRole('term').getByText(name, { exact: true }) });
  return pair.getByRole('definition').first();
}

/** What the page says that the run is doing. */
export function runState(page: Page, name: string | RegExp): Locator {
  return page.getByRole('main').getByRole('status').filter({ hasText: name });
}

/** Process id of the trainer: it has written it into the folder of the run that it works on. */
export async function trainerProcess({ runs }: StudioFolders): Promise<number> {
  const found = await listRuns(runs);
  for (const { folder } of found.runs) {
    const { alive, lock } = await readWriterState(folder);
    if (alive && lock !== null) return lock.pid;
  }
  throw new Error(`No run in ${runs} is being written.`);
}

/** Only the system's own save dialog is answered by the test; an empty path is a person who thought better of it. */
export async function answerSaveDialog({ app }: StudioWindow, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === '', filePath: path });
  }, filePath);
}
