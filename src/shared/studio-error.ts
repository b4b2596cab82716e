import { inWords, type Worded } from './wording/worded';

/** What went wrong, as a stable word that a program can test; the message is the sentence for a person. */
export const errorCodes = [
  'invalid-recipe',
  'unknown-preset',
  'preset-exists',
  'data-set-unreadable',
  'file-unreadable',
  'cancelled',
  'already-running',
  'no-such-run',
  'run-unreadable',
  'run-in-use',
  'no-checkpoint',
  'checkpoint-damaged',
  'folder-not-writable',
  'disk-full',
  'write-failed',
  'tensorflow-missing',
  'diverged',
  'trainer-lost',
  'explorer-lost',
  'window-lost',
  'settings-damaged',
  'busy',
  'invalid-request',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error that a person can act on. `told` says what, where and what to do, `message` in English; `cause` keeps the original. */
export class StudioError extends Error {
  override readonly name = 'StudioError';

  constructor(
    readonly code: ErrorCode,
    readonly told: Worded,
    options?: ErrorOptions,
  ) {
    super(inWords(told, 'en'), options);
  }
}
