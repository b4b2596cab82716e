import { StudioError, type ErrorCode } from './studio-error';

export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode;
  /** One sentence for a person: what happened, where, what to do. */
  readonly message: string;
}

/** Electron keeps only an error's message across IPC, so failures travel as values. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failure;

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Turns anything thrown into a value that can cross a process. */
export function failure(error: unknown): Failure {
  if (error instanceof StudioError) return { ok: false, code: error.code, message: error.message };
  return { ok: false, code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
