import { StudioError, type ErrorCode } from '../../shared/studio-error';

const fullCodes: readonly string[] = ['ENOSPC', 'EDQUOT'];
const refusedCodes: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'];

/** Turns what the system said about a failed write below `path` into a sentence that a person can act on. */
export function writeFailure(error: unknown, path: string): StudioError {
  if (error instanceof StudioError) return error;
  const code = systemErrorCode(error);
  const say = (word: ErrorCode, rest: string): StudioError =>
    new StudioError(word, `Cannot write ${path}${rest}`, { cause: error });
  if (code !== undefined && fullCodes.includes(code)) {
    return say('disk-full', ': the disk is full; free some space or choose another folder.');
  }
  if (code !== undefined && refusedCodes.includes(code)) {
    return say('folder-not-writable', ': the folder is not writable; allow writing there or choose another folder.');
  }
  const reason = error instanceof Error ? error.message : String(error);
  return say('write-failed', ` (${reason}); check the disk or choose another folder.`);
}

/** `ENOSPC` and its like, or undefined where the error does not come from the system. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
