import { stat } from 'node:fs/promises';
import { StudioError } from '../../shared/studio-error';
import { systemErrorCode } from '../formats/write-failure';

/** A part of a run folder that cannot be read, as a sentence that a person can act on. */
export function readFailure(path: string, error: unknown, cure: string): StudioError {
  if (error instanceof StudioError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StudioError('run-unreadable', `Cannot read ${path} (${reason}); ${cure}.`, { cause: error });
}

/** @throws StudioError `no-such-run` where there is no folder, `run-unreadable` where it cannot be looked into */
export async function checkRunFolder(runFolder: string): Promise<void> {
  let isFolder = false;
  try {
    isFolder = (await stat(runFolder)).isDirectory();
  } catch (error) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '');
    if (!isMissing) throw readFailure(runFolder, error, 'allow reading it or choose another run');
  }
  if (isFolder) return;
  throw new StudioError('no-such-run', `There is no run folder ${runFolder}; choose one from the list of runs.`);
}
