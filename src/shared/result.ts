import { StudioError, type ErrorCode } from './studio-error';
import { inWords, type Told, type Worded } from './wording/worded';

/** What went wrong, for a person to act on. */
export interface Problem {
  readonly code: ErrorCode;
  /** One sentence for a person, in English: what happened, where, what to do. */
  readonly message: string;
  /** The same for every language; left out where there is only the English one. */
  readonly worded?: Worded;
}

export interface Failure extends Problem {
  readonly ok: false;
}

/** Electron keeps only an error's message across IPC, so failures travel as values. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failure;

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Turns anything thrown into a value that can cross a process. */
export function failure(error: unknown): Failure {
  if (error instanceof StudioError) return refusal(error.code, error.told);
  return { ok: false, code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

/** A failure that nothing was thrown for. */
export function refusal(code: ErrorCode, told: Told): Failure {
  const failed = { ok: false, code, message: inWords(told, 'en') } as const;
  return typeof told === 'string' ? failed : { ...failed, worded: told };
}

/** The failure without its being one: an event tells of it, where nobody asked. */
export function problemOf({ ok: _, ...problem }: Failure): Problem {
  return problem;
}

/** What a problem tells, in words for every language where it has them. */
export function toldOf({ message, worded }: Problem): Told {
  return worded ?? message;
}
