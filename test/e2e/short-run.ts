/** Two runs of a few steps from the command line, open in one shared window on one of their tabs. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { sharedStudio } from './shared-studio';
import { studioEnvironment, type StudioFolders, type StudioWindow } from './studio-window';
import { setSize } from './window-look';

const root = resolve(import.meta.dirname, '../..');

const shortRuns = {
  'Quick digits': ['--preset', 'quick-digits', '--steps', '20'],
  'Conditional GAN 28': ['--preset', 'cgan-28', '--steps', '4'],
} as const;

async function trainShortly(folders: StudioFolders, settings: readonly string[]): Promise<void> {
  const program = spawn(
    process.execPath,
    [join(root, 'out/main/cli.js'), 'train', ...settings, '--runs', folders.runs],
    { env: studioEnvironment(folders), stdio: 'ignore' },
  );
  expect(await new Promise((fulfil) => program.on('exit', fulfil))).toBe(0);
}

export function sharedShortRuns(): (preset: keyof typeof shortRuns, tab: string) => Promise<StudioWindow> {
  const shared = sharedStudio(async (folders) => {
    for (const settings of Object.values(shortRuns)) await trainShortly(folders, settings);
  });
  return async (preset, tab) => {
    const studio = await shared();
    await setSize(studio, 1440, 900);
    await studio.page
      .getByRole('grid')
      .getByRole('button', { name: new RegExp(`^${preset}`) })
      .click();
    await studio.page.getByRole('tab', { name: tab }).click();
    return studio;
  };
}
