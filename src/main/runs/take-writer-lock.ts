import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StudioError } from '../../shared/studio-error';
import { worded, type Worded } from '../../shared/wording/worded';
import { systemErrorCode, writeFailure } from '../formats/write-failure';
import { runLayout } from './run-layout';
import { readWriterState, writeWriterLock } from './writer-lock';

/** Milliseconds after which a claim is what a killed process left behind; claiming takes a few. */
const claimLimit = 10_000;

/**
 * Becomes the writer of a run folder whose writer is gone. Of several who try at once one succeeds.
 *
 * @throws StudioError `run-in-use` where another process writes into it; `disk-full`, `folder-not-writable` or
 * `write-failed` where the disk refuses
 */
export async function takeWriterLock(runFolder: string): Promise<void> {
  const claim = join(runFolder, runLayout.claim);
  await removeOldClaim(claim);
  try {
    await (await open(claim, 'wx')).close();
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') throw inUse(runFolder, worded('run.beingTaken'));
    throw writeFailure(error, claim);
  }
  try {
    const { alive, lock } = await readWriterState(runFolder);
    if (alive)
      throw inUse(runFolder, lock ? worded('run.writer', { pid: lock.pid, host: lock.host }) : worded('run.used'));
    await writeWriterLock(runFolder);
  } finally {
    await rm(claim, { force: true });
  }
}

async function removeOldClaim(claim: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(claim);
    if (Math.abs(Date.now() - mtimeMs) > claimLimit) await rm(claim, { force: true });
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw writeFailure(error, claim);
  }
}

function inUse(runFolder: string, why: Worded): StudioError {
  return new StudioError('run-in-use', worded('run.inUse', { folder: runFolder, why }));
}
