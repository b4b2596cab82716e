import { rm, stat, writeFile } from 'node:fs/promises';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { checkRunFolder } from './read-failure';
import { checkpointFile, listCheckpointSteps, listPinnedSteps, pinFile } from './run-layout';

/** A checkpoint that a run keeps. */
export interface KeptCheckpoint {
  readonly step: number;
  /** Bytes. */
  readonly size: number;
  /** Whether a person wants it kept whatever comes after it. */
  readonly pinned: boolean;
}

/** All checkpoints of a run, ascending. @throws StudioError `no-such-run` or `run-unreadable` */
export async function listCheckpoints(runFolder: string): Promise<readonly KeptCheckpoint[]> {
  await checkRunFolder(runFolder);
  const pinned = new Set(await listPinnedSteps(runFolder));
  const kept: KeptCheckpoint[] = [];
  for (const step of await listCheckpointSteps(runFolder)) {
    const size = await sizeOf(checkpointFile(runFolder, step));
    // a training writer may have removed it since it was listed
    if (size !== null) kept.push({ step, size, pinned: pinned.has(step) });
  }
  return kept;
}

/**
 * Keeps a checkpoint whatever comes after it, or no longer. The pin is an empty file of its own beside the checkpoint, so
 * that whoever trains the run and whoever pins never write the same file.
 *
 * @throws StudioError `no-such-run`, `no-checkpoint`, or where the folder cannot be written
 */
export async function pinCheckpoint(runFolder: string, step: number, pinned: boolean): Promise<void> {
  await checkRunFolder(runFolder);
  const pin = pinFile(runFolder, step);
  try {
    if (!pinned) await rm(pin, { force: true });
    else await writeFile(pin, '');
  } catch (error) {
    throw writeFailure(error, pin);
  }
  if (!pinned || (await sizeOf(checkpointFile(runFolder, step))) !== null) return;
  // looked at only now: from the moment that the pin is there nobody removes the checkpoint
  await rm(pin, { force: true });
  const message = worded('checkpoint.noPin', { folder: runFolder, step });
  throw new StudioError('no-checkpoint', message);
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
