import { leaveOut } from './leave-out';
import { StudioError, type ErrorCode } from './studio-error';
import { systemWordsWithPath } from './wording/system-words';
import { inWords, type Told, type Worded } from './wording/worded';

/** One sentence for a person, on its way from one process to another. */
export interface Telling {
  /** In English: what happened, where, what to do. */
  readonly message: string;
  /** The same for every language; left out where there is only the English one. */
  readonly worded?: Worded;
}

/** What went wrong, for a person to act on. */
export interface Problem extends Telling {
  readonly code: ErrorCode;
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
  return { ok: false, code: 'internal', ...telling(systemWordsWithPath(error)) };
}

/** A failure that nothing was thrown for. */
export function refusal(code: ErrorCode, told: Worded): Failure {
  return { ok: false, code, ...telling(told) };
}

export function telling(told: Told): Telling {
  return typeof told === 'string' ? { message: told } : { message: inWords(told, 'en'), worded: told };
}

/** What a failure tells, without its code. */
export function tellingOf({ message, worded }: Telling): Telling {
  return { message, ...(worded && { worded }) };
}

/** The failure without its being one: an event tells of it, where nobody asked. */
export function problemOf(failed: Failure): Problem {
  return leaveOut(failed, 'ok');
}

/** A sentence in words for every language where it has them. */
export function toldOf({ message, worded }: Telling): Told {
  return worded ?? message;
}
