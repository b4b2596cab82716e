import { FormatError } from '../formats/format-error';
import { systemErrorCode } from '../formats/write-failure';
import { StudioError } from '../../shared/studio-error';

/** The sentence about a dropped file: which one, what is wrong with it, what to do. */
export function unreadableFile(path: string, reason: string, cause?: unknown): StudioError {
  const message = `Cannot import ${path}: ${reason}. Choose an undamaged file of a kind that docs/formats.md names.`;
  return new StudioError('file-unreadable', message, { cause });
}

/** What went wrong while `path` was read, as an error for a person. One that already is passes; a fault stays a fault. */
export function importFailure(path: string, error: unknown): unknown {
  if (error instanceof FormatError) return unreadableFile(path, error.message, error);
  if (error instanceof Error && systemErrorCode(error) !== undefined) return unreadableFile(path, error.message, error);
  return error;
}
