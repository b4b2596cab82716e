import { randomBytes } from 'node:crypto';
import { lstat, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrashAnswer } from '../../shared/ipc';
import { failure, telling, tellingOf } from '../../shared/result';
import type { RunId } from '../../shared/run';
import { worded } from '../../shared/wording/worded';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { toldBy } from '../formats/told-by';
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
      answers.push({ runId, outcome: 'failed', ...tellingOf(failure(error)) });
    }
  }
  return answers;
}

/** A run that is gone already needs nothing done; one that somebody writes must not go. */
async function whyNot(runId: RunId, folder: string): Promise<TrashAnswer | null> {
  if (!(await exists(folder))) return { runId, outcome: 'gone' };
  const { alive, lock } = await readWriterState(folder);
  if (!alive) return null;
  const told = lock
    ? worded('run.trainingBy', { run: runId, pid: lock.pid, host: lock.host })
    : worded('run.trainingByOther', { run: runId });
  return { runId, outcome: 'running', ...telling(told) };
}

async function toTrash(runId: RunId, folder: string, trashItem: TrashItem): Promise<TrashAnswer> {
  try {
    await trashItem(folder);
  } catch (error) {
    if (!(await exists(folder))) return { runId, outcome: 'gone' };
    return { runId, outcome: 'no-trash', ...telling(worded('run.noTrash', { run: runId, reason: toldBy(error) })) };
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
