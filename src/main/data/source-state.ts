import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceState } from '../../shared/own-data-sets';

/** A disk that does not answer keeps nobody waiting for longer. Milliseconds. */
const patience = 3_000;
/** Folders whose time is looked at. */
const mostFolders = 1_000;

/**
 * What tells cheaply whether a source was changed: size and time of a file; of a folder the times of it and of the
 * folders in it, which change when a file in them comes or goes. A picture that was edited in place shows only when the
 * data set is read.
 *
 * @throws the system's errors where there is nothing
 */
export async function quickStamp(path: string): Promise<string> {
  const stats = await stat(path);
  if (!stats.isDirectory()) return `file ${stats.size} ${stats.mtimeMs}`;
  return `folder ${(await folderTimes(path, stats.mtimeMs)).join(' ')}`;
}

async function folderTimes(folder: string, changed: number): Promise<readonly number[]> {
  const times = [changed];
  const folders = [folder];
  for (let next = folders.shift(); next !== undefined && times.length < mostFolders; next = folders.shift()) {
    const entries = await readdir(next, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
    for (const name of names.sort().slice(0, mostFolders - times.length)) {
      const inner = join(next, name);
      times.push((await stat(inner)).mtimeMs);
      folders.push(inner);
    }
  }
  return times;
}

/** @param stamp as `quickStamp` told it when the source was read */
export async function sourceState(path: string, stamp: string): Promise<SourceState> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'gone'>((resolve) => {
    timer = setTimeout(() => resolve('gone'), patience);
  });
  const look = quickStamp(path).then(
    (now): SourceState => (now === stamp ? 'unchanged' : 'changed'),
    (): SourceState => 'gone',
  );
  try {
    return await Promise.race([look, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
