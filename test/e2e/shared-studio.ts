import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFailed } from 'vitest';
import { defaultSettings } from '../../src/shared/settings';
import { foldersIn, startStudio, type StudioFolders, type StudioWindow } from './studio-window';
import { setSize } from './window-look';

export interface SharedStudio extends StudioWindow {
  readonly folders: StudioFolders;
  /** Ends the program in order and starts it again on the same folders; the tests that follow have that one. */
  readonly restart: () => Promise<SharedStudio>;
}

type Size = Readonly<Record<'width' | 'height', number>>;

/** Fills the folders before the program looks at them. */
export type Preparation = (folders: StudioFolders) => Promise<void>;

export interface RunningStudio extends SharedStudio {
  /** Of its page as it started. CSS pixels. */
  readonly size: Size;
}

/**
 * One program for the tests of a file that neither end nor damage it, because a start costs more than most of them. Each finds
 * the page as after a start: loaded anew, of its first size, with all settings at their defaults. Runs stay. After a test that
 * failed the program is another one.
 */
export function sharedStudio(prepare: Preparation = () => Promise.resolve()): () => Promise<SharedStudio> {
  const ends: (() => Promise<void>)[] = [];
  let running: RunningStudio | undefined;
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  return async () => {
    if (running) await asAfterAStart(running);
    else
      await startPrepared(prepare, ends, (studio) => {
        running = studio;
      });
    if (!running) throw new Error('The program did not start.');
    onTestFailed(async () => {
      // what it trains would slow the next one
      await running?.close();
      running = undefined;
    });
    return running;
  };
}

/**
 * Starts a program on folders of its own.
 *
 * @param ends gets what closes it and removes its folders, to be done in reverse
 * @param onRunning is told of the program now and after each restart
 */
export async function startPrepared(
  prepare: Preparation,
  ends: (() => Promise<void>)[],
  onRunning: (studio: RunningStudio) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-e2e-'));
  ends.push(() => rm(folder, { recursive: true, force: true }));
  const folders = foldersIn(folder);
  await mkdir(folders.desk);
  await prepare(folders);
  const tell = (studio: StudioWindow, size: Size): RunningStudio => {
    ends.push(studio.close);
    const restart = async (): Promise<SharedStudio> => {
      await studio.close();
      return tell(await startStudio(folders), size);
    };
    const running = { ...studio, folders, restart, size };
    onRunning(running);
    return running;
  };
  const first = await startStudio(folders);
  tell(first, await first.page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight })));
}

/** Brings the page back to how a start shows it. */
export async function asAfterAStart(studio: RunningStudio): Promise<void> {
  const { page, size } = studio;
  await page.emulateMedia({ reducedMotion: null, forcedColors: null, colorScheme: null });
  await page.evaluate(async (settings) => {
    localStorage.clear();
    await window.studio.request('settings:write', settings);
  }, defaultSettings);
  await setSize(studio, size.width, size.height);
  await page.reload();
}

/** Takes all runs out of the folder, for a test that tells how many there are. */
export async function removeRuns({ runs }: StudioFolders): Promise<void> {
  // the program's own test whether it may write here comes and goes
  for (const name of await readdir(runs).catch(() => [])) await rm(join(runs, name), { recursive: true, force: true });
}
