import { StudioError } from '../../shared/studio-error';

/** Turns what the system said about a failed write below `path` into a sentence that a person can act on. */
export function writeFailure(error: unknown, path: string): StudioError {
  if (error instanceof StudioError) return error;
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StudioError(
        'disk-full',
        `Cannot write ${path}: the disk is full; free some space or choose another folder.`,
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return new StudioError(
        'folder-not-writable',
        `Cannot write ${path}: the folder is not writable; allow writing there or choose another folder.`,
        { cause: error },
      );
    default: {
      const reason = error instanceof Error ? error.message : String(error);
      return new StudioError(
        'write-failed',
        `Cannot write ${path} (${reason}); check the disk or choose another folder.`,
        { cause: error },
      );
    }
  }
}

/** `ENOSPC` and its like, or undefined where the error does not come from the system. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
