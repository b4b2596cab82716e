import { StudioError } from '../../shared/studio-error';
import { systemWords } from '../../shared/wording/system-words';
import type { Told } from '../../shared/wording/worded';
import { FormatError } from './format-error';

/** What an error says, to be a part of a sentence. */
export function toldBy(error: unknown): Told {
  return error instanceof FormatError || error instanceof StudioError ? error.told : systemWords(error);
}
