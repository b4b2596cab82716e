import { FormatError } from '../formats/format-error';
import { systemErrorCode } from '../formats/write-failure';
import { toldBy } from '../formats/told-by';
import { StudioError } from '../../shared/studio-error';
import { worded, type Told } from '../../shared/wording/worded';

/** The sentence about a dropped file: which one, what is wrong with it, what to do. */
export function unreadableFile(path: string, reason: Told, cause?: unknown): StudioError {
  return new StudioError('file-unreadable', worded('import.unreadable', { path, reason }), { cause });
}

/** What went wrong while `path` was read, as an error for a person. One that already is passes; a fault stays a fault. */
export function importFailure(path: string, error: unknown): unknown {
  if (error instanceof StudioError) return error;
  const isAboutIt = error instanceof FormatError || systemErrorCode(error) !== undefined;
  return isAboutIt ? unreadableFile(path, toldBy(error), error) : error;
}
