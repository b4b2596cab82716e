import { worded, type Told, type Worded } from './worded';

const meanings = {
  ENOENT: 'system.missing',
  EACCES: 'system.refused',
  EPERM: 'system.refused',
  EROFS: 'system.readOnly',
  EISDIR: 'system.folder',
  ENOTDIR: 'system.noFolder',
  EEXIST: 'system.taken',
  ENOTEMPTY: 'system.notEmpty',
  EBUSY: 'system.busy',
  ETXTBSY: 'system.busy',
  ENOSPC: 'system.full',
  EDQUOT: 'system.full',
  EFBIG: 'system.tooLarge',
  ENAMETOOLONG: 'system.longName',
  ELOOP: 'system.links',
  EXDEV: 'system.otherDisk',
  EMFILE: 'system.tooMany',
  ENFILE: 'system.tooMany',
  ENOMEM: 'system.memory',
  EIO: 'system.disk',
  ENXIO: 'system.gone',
  ENODEV: 'system.gone',
  ESTALE: 'system.gone',
  ETIMEDOUT: 'system.slow',
  Z_BUF_ERROR: 'system.damagedGzip',
  Z_DATA_ERROR: 'system.damagedGzip',
} as const;

/** What an error of the system says, to be a part of a sentence that names the file. Others are told by their own words. */
export function systemWords(error: unknown): Told {
  return codeMeaning(error) ?? ownWords(error);
}

/** As `systemWords`, with the file's path where the system names one; for what nobody wrapped into a sentence. */
export function systemWordsWithPath(error: unknown): Told {
  const what = systemWords(error);
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  const namesNoPath = codeMeaning(error) !== null && typeof path === 'string';
  return namesNoPath ? worded('system.at', { path, what }) : what;
}

function codeMeaning(error: unknown): Worded | null {
  const code = codeOf(error);
  return code !== null && code in meanings ? worded(meanings[code as keyof typeof meanings], { code }) : null;
}

function ownWords(error: unknown): Told {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof SyntaxError) return worded('system.json', { words });
  return codeOf(error) === null ? words : worded('system.other', { words });
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
