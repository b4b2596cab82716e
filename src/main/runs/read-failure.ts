import { stat } from 'node:fs/promises';
import { StudioError } from '../../shared/studio-error';
import { worded, type Worded } from '../../shared/wording/worded';
import { systemErrorCode } from '../formats/write-failure';
import { toldBy } from '../formats/told-by';

/** A part of a run folder that cannot be read, as a sentence that a person can act on. */
export function readFailure(path: string, error: unknown, cure: Worded): StudioError {
  if (error instanceof StudioError) return error;
  const told = worded('run.unreadable', { path, reason: toldBy(error), cure });
  return new StudioError('run-unreadable', told, { cause: error });
}

/** @throws StudioError `no-such-run` where there is no folder, `run-unreadable` where it cannot be looked into */
export async function checkRunFolder(runFolder: string): Promise<void> {
  let isFolder = false;
  try {
    isFolder = (await stat(runFolder)).isDirectory();
  } catch (error) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '');
    if (!isMissing) throw readFailure(runFolder, error, worded('run.cureAllow'));
  }
  if (isFolder) return;
  throw new StudioError('no-such-run', worded('run.noFolder', { folder: runFolder }));
}
