/** A run of a few steps from the command line, open in the window on one of its tabs. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { freshFolders, openStudio, studioEnvironment, type StudioFolders, type StudioWindow } from './studio-window';
import { setSize } from './window-look';

const root = resolve(import.meta.dirname, '../..');

async function trainShortly(folders: StudioFolders, preset: string, steps: number): Promise<void> {
  const program = spawn(
    process.execPath,
    [join(root, 'out/main/cli.js'), 'train', '--preset', preset, '--steps', String(steps), '--runs', folders.runs],
    { env: studioEnvironment(folders), stdio: 'ignore' },
  );
  expect(await new Promise((fulfil) => program.on('exit', fulfil))).toBe(0);
}

export async function openShortRun(preset: string, steps: number, tab: string): Promise<StudioWindow> {
  const folders = await freshFolders();
  await trainShortly(folders, preset, steps);
  const studio = await openStudio(folders);
  await setSize(studio, 1440, 900);
  await studio.page.getByRole('grid').getByRole('row').nth(1).click();
  await studio.page.getByRole('tab', { name: tab }).click();
  return studio;
}
