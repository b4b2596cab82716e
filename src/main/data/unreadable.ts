import { StudioError } from '../../shared/studio-error';

/** The sentence about a data file: which one, what is wrong where, what to do. */
export function unreadable(file: string, reason: string, cause?: unknown): StudioError {
  const message = `Cannot read the data file ${file}: ${reason}; replace it with an undamaged copy or choose another one.`;
  return new StudioError('data-set-unreadable', message, { cause });
}

/** What went wrong while `file` was read, as an error for a person. One that already is passes; so does an abort. */
export function readingFailure(file: string, error: unknown): unknown {
  if (error instanceof StudioError || isAbort(error)) return error;
  if (error instanceof Error) return unreadable(file, error.message, error);
  return unreadable(file, String(error), error);
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
