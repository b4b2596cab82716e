import { rename, rm } from 'node:fs/promises';
import { systemErrorCode } from '../formats/write-failure';
import { checkpointFile, listCheckpointSteps, listPinnedSteps } from './run-layout';

/**
 * Removes all checkpoints but the newest and those that a person pinned.
 *
 * @param newest the one just written, which stays in any case
 * @param keep how many stay beside the pinned ones
 * @param onFault gets a sentence where one cannot be removed; training goes on with a file too many
 */
export async function removeOldCheckpoints(
  runFolder: string,
  newest: number,
  keep: number,
  onFault: (sentence: string) => Promise<void>,
): Promise<void> {
  const pinned = new Set(await listPinnedSteps(runFolder));
  const others = (await listCheckpointSteps(runFolder)).filter((step) => step !== newest && !pinned.has(step));
  for (const step of others.slice(0, Math.max(0, others.length - (keep - 1)))) {
    const file = checkpointFile(runFolder, step);
    try {
      await removeUnlessPinned(runFolder, step, file);
    } catch (error) {
      await onFault(`Could not remove ${file}: ${systemErrorCode(error) ?? String(error)}`);
    }
  }
}

/** Puts the file out of sight before it looks at the pins once more, so that a pin set meanwhile is obeyed or refused. */
async function removeUnlessPinned(runFolder: string, step: number, file: string): Promise<void> {
  const hidden = `${file}.old`;
  await rename(file, hidden);
  if ((await listPinnedSteps(runFolder)).includes(step)) await rename(hidden, file);
  else await rm(hidden, { force: true });
}
