import { randomBytes } from 'node:crypto';
import { lstat, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrashAnswer } from '../../shared/ipc';
import { failure } from '../../shared/result';
import type { RunId } from '../../shared/run';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { readWriterState } from './writer-lock';

/** Moves a folder to the system's trash; rejects where there is none. */
export type TrashItem = (path: string) => Promise<void>;

/**
 * Takes runs out of the runs folder, one after the other; one that cannot go does not keep the others.
 *
 * @param how `for-good` where the system has no trash and the person was asked
 */
export async function trashRuns(
  runsFolder: string,
  runIds: readonly RunId[],
  how: 'to-trash' | 'for-good',
  trashItem: TrashItem,
): Promise<readonly TrashAnswer[]> {
  const answers: TrashAnswer[] = [];
  for (const runId of runIds) {
    const folder = join(runsFolder, runId);
    try {
      const refusal = await whyNot(runId, folder);
      if (refusal) answers.push(refusal);
      else answers.push(how === 'to-trash' ? await toTrash(runId, folder, trashItem) : await forGood(runId, folder));
    } catch (error) {
      answers.push({ runId, outcome: 'failed', message: failure(error).message });
    }
  }
  return answers;
}

/** A run that is gone already needs nothing done; one that somebody writes must not go. */
async function whyNot(runId: RunId, folder: string): Promise<TrashAnswer | null> {
  if (!(await exists(folder))) return { runId, outcome: 'gone' };
  const { alive, lock } = await readWriterState(folder);
  if (!alive) return null;
  const who = lock ? `process ${lock.pid} on ${lock.host}` : 'another process';
  return {
    runId,
    outcome: 'running',
    message: `The run "${runId}" is training (${who} writes into it); stop it first.`,
  };
}

async function toTrash(runId: RunId, folder: string, trashItem: TrashItem): Promise<TrashAnswer> {
  try {
    await trashItem(folder);
  } catch (error) {
    if (!(await exists(folder))) return { runId, outcome: 'gone' };
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The system did not take the run "${runId}" into its trash (${reason}); it is still there.`;
    return { runId, outcome: 'no-trash', message };
  }
  return { runId, outcome: 'gone' };
}

/** Gone from the list at once, however long its files take. */
async function forGood(runId: RunId, folder: string): Promise<TrashAnswer> {
  const hidden = join(folder, '..', `.${randomBytes(12).toString('hex')}.tmp`);
  try {
    await rename(folder, hidden);
    await rm(hidden, { recursive: true, force: true });
  } catch (error) {
    throw writeFailure(error, folder);
  }
  return { runId, outcome: 'gone' };
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
