import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFailed } from 'vitest';
import { foldersIn, startStudio, type StudioFolders, type StudioWindow } from './studio-window';

/**
 * One program for the tests of a file that neither train nor restart, because a start costs more than most of them. Each finds
 * the page as after a start: loaded anew, with nothing remembered in it. After a test that failed the program is another one.
 *
 * @param prepare fills the folders before the program starts
 */
export function sharedStudio(
  prepare: (folders: StudioFolders) => Promise<void> = () => Promise.resolve(),
): () => Promise<StudioWindow> {
  const ends: (() => Promise<void>)[] = [];
  let running: StudioWindow | undefined;
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  async function start(): Promise<StudioWindow> {
    const folder = await mkdtemp(join(tmpdir(), 'gan-studio-e2e-'));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const folders = foldersIn(folder);
    await prepare(folders);
    const studio = await startStudio(folders);
    ends.push(studio.close);
    return studio;
  }

  return async () => {
    onTestFailed(() => {
      running = undefined;
    });
    if (running) {
      await running.page.emulateMedia({ reducedMotion: null, forcedColors: null });
      await running.page.evaluate(() => localStorage.clear());
      await running.page.reload();
    } else {
      running = await start();
    }
    return running;
  };
}
