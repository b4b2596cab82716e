import { StudioError, type ErrorCode } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';

/** A wish that the command line cannot fulfil; said in English like all that it says. */
export function terminalError(code: ErrorCode, words: string, options?: ErrorOptions): StudioError {
  return new StudioError(code, worded('terminal.words', { words }), options);
}
