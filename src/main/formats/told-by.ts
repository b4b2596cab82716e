import { StudioError } from '../../shared/studio-error';
import { worded, type Told, type WordedKey } from '../../shared/wording/worded';
import { FormatError } from './format-error';
import { systemErrorCode } from './write-failure';

type SystemKey = Extract<WordedKey, `system.${string}`>;

const meanings: Readonly<Record<string, SystemKey>> = {
  ENOENT: 'system.missing',
  EACCES: 'system.refused',
  EPERM: 'system.refused',
  EISDIR: 'system.folder',
  ENOSPC: 'system.full',
  EDQUOT: 'system.full',
  EMFILE: 'system.tooMany',
  EIO: 'system.disk',
  Z_BUF_ERROR: 'system.damagedGzip',
  Z_DATA_ERROR: 'system.damagedGzip',
};

/** What an error says, to be a part of a sentence; of what the system says the usual is told in every language. */
export function toldBy(error: unknown): Told {
  if (error instanceof FormatError || error instanceof StudioError) return error.told;
  const words = error instanceof Error ? error.message : String(error);
  const meaning = meanings[systemErrorCode(error) ?? ''];
  return meaning === undefined ? words : worded(meaning, { words });
}
