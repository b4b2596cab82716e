import { mkdtemp, readdir, rm } from 'node:fs/promises';
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

interface Running extends SharedStudio {
  readonly size: { readonly width: number; readonly height: number };
}

/**
 * One program for the tests of a file that neither end nor damage it, because a start costs more than most of them. Each finds
 * the page as after a start: loaded anew, of its first size, with all settings at their defaults. Runs stay. After a test that
 * failed the program is another one.
 *
 * @param prepare fills the folders before the program starts
 */
export function sharedStudio(
  prepare: (folders: StudioFolders) => Promise<void> = () => Promise.resolve(),
): () => Promise<SharedStudio> {
  const ends: (() => Promise<void>)[] = [];
  let running: Running | undefined;
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  async function start(): Promise<Running> {
    const folder = await mkdtemp(join(tmpdir(), 'gan-studio-e2e-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const folders = foldersIn(folder);
    await prepare(folders);
    const studio = await startStudio(folders);
    const size = await studio.page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
    return asRunning(studio, folders, size);
  }

  function asRunning(studio: StudioWindow, folders: StudioFolders, size: Running['size']): Running {
    ends.push(studio.close);
    const restart = async (): Promise<SharedStudio> => {
      await studio.close();
      running = asRunning(await startStudio(folders), folders, size);
      return running;
    };
    return { ...studio, folders, restart, size };
  }

  return async () => {
    const studio = running ?? (await start());
    if (running) await asAfterAStart(studio);
    running = studio;
    onTestFailed(async () => {
      // what it trains would slow the next one
      await running?.close();
      running = undefined;
    });
    return studio;
  };
}

async function asAfterAStart(studio: Running): Promise<void> {
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
  for (const name of await readdir(runs).catch(() => [])) await rm(join(runs, name), { recursive: true });
}
