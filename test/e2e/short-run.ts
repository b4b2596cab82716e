/** Two runs of a few steps from the command line, open in one shared window on one of their tabs. */
import { keptStudio } from './kept-studio';
import { type SharedStudio } from './shared-studio';
import { putRun } from './trained-runs';
import { setSize } from './window-look';

const presets = { 'Quick digits': 'digits', 'Conditional GAN 28': 'conditional' } as const;

export function sharedShortRuns(): (preset: keyof typeof presets, tab: string) => Promise<SharedStudio> {
  const shared = keptStudio(async (folders) => {
    for (const run of Object.values(presets)) await putRun(folders, run);
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
