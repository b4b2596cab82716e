import { onTestFinished } from 'vitest';
import { trainerProcess, type StudioFolders } from './studio-window';

/**
 * Lets what trains stand still, as on a machine that is busy, while a test looks at something else: a step that nobody looks at
 * costs as much as one that is. Shorter than a minute, or the run counts as interrupted.
 *
 * @returns a function that lets it go on, for before it is asked to stop
 */
export async function holdTraining(folders: StudioFolders): Promise<() => void> {
  const trainer = await trainerProcess(folders);
  let isHeld = true;
  const goOn = (): void => {
    if (isHeld) process.kill(trainer, 'SIGCONT');
    isHeld = false;
  };
  // where it cannot be held it trains on
  if (process.platform === 'win32') return () => undefined;
  process.kill(trainer, 'SIGSTOP');
  onTestFinished(goOn);
  return goOn;
}
