import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../formats/write-failure';
import { listPinnedSteps, pinFile, runLayout } from './run-layout';

/** Older than any write under way: others may write into a run folder, too. Milliseconds. */
const abandoned = 60 * 60 * 1000;

/** Removes what a killed writer left in a run folder. Only for whoever holds the run's lock. */
export async function tidyRunFolder(runFolder: string): Promise<void> {
  await finishRemovals(runFolder);
  for (const name of ['.', runLayout.samples, runLayout.checkpoints]) await removeUnfinished(join(runFolder, name));
}

/** Removes run folders that were never finished under the names that they would have had. */
export function tidyRunsFolder(runsFolder: string): Promise<void> {
  return removeUnfinished(runsFolder);
}

/** Ends what `removeOldCheckpoints` began: a pin that came meanwhile is obeyed. */
async function finishRemovals(runFolder: string): Promise<void> {
  const folder = join(runFolder, runLayout.checkpoints);
  const pinned = new Set((await listPinnedSteps(runFolder)).map((step) => pinFile(runFolder, step)));
  for (const name of await namesIn(folder)) {
    if (!name.endsWith('.safetensors.old')) continue;
    const checkpoint = join(folder, name.slice(0, -'.old'.length));
    const isPinned = pinned.has(checkpoint.replace(/\.safetensors$/, '.pin'));
    if (isPinned) await rename(join(folder, name), checkpoint);
    else await rm(join(folder, name), { force: true });
  }
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (!/^\.[0-9a-f]{24}\.tmp$/.test(name)) continue;
    const path = join(folder, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    // another process may remove it first
    if (age > abandoned) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
