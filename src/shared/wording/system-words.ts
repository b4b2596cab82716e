import { worded, type Told, type WordedKey } from './worded';

const meanings: Readonly<Record<string, Extract<WordedKey, `system.${string}`>>> = {
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

/** What an error of the system says, to be a part of a sentence; the usual ones are told in every language. */
export function systemWords(error: unknown): Told {
  const words = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const meaning = meanings[code];
  return meaning === undefined ? words : worded(meaning, { words });
}
