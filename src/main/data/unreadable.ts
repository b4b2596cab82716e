import { StudioError } from '../../shared/studio-error';
import { worded, type Told } from '../../shared/wording/worded';
import { toldBy } from '../formats/told-by';

/** The sentence about a data file: which one, what is wrong where, what to do. */
export function unreadable(file: string, reason: Told, cause?: unknown): StudioError {
  return new StudioError('data-set-unreadable', worded('data.unreadable', { file, reason }), { cause });
}

/** What went wrong while `file` was read, as an error for a person. One that already is passes; so does an abort. */
export function readingFailure(file: string, error: unknown): unknown {
  if (error instanceof StudioError || isAbort(error)) return error;
  return unreadable(file, toldBy(error), error);
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
