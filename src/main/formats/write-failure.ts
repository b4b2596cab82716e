import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { systemWords } from '../../shared/wording/system-words';

const fullCodes: readonly string[] = ['ENOSPC', 'EDQUOT'];
const refusedCodes: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'];

/** Turns what the system said about a failed write below `path` into a sentence that a person can act on. */
export function writeFailure(error: unknown, path: string): StudioError {
  if (error instanceof StudioError) return error;
  const code = systemErrorCode(error);
  const cause = { cause: error };
  if (code !== undefined && fullCodes.includes(code)) {
    return new StudioError('disk-full', worded('disk.full', { path }), cause);
  }
  if (code !== undefined && refusedCodes.includes(code)) {
    return new StudioError('folder-not-writable', worded('disk.refused', { path }), cause);
  }
  return new StudioError('write-failed', worded('disk.failed', { path, reason: systemWords(error) }), cause);
}

/** `ENOSPC` and its like, or undefined where the error does not come from the system. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
