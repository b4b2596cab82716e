import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TreeFile } from './class-folders';

type Kind = 'file' | 'folder' | 'other';

/**
 * Every file below a folder, however deep. Hidden names are passed over, and so are pipes and devices, which would be
 * waited for, and links to a folder that they lie in.
 *
 * @throws the system's errors; AbortError
 */
export async function listTree(folder: string, signal: AbortSignal): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  const walk = async (folders: readonly string[], around: readonly string[]): Promise<void> => {
    const place = join(folder, ...folders);
    const real = await realpath(place);
    if (around.includes(real)) return;
    for (const entry of await readdir(place, { withFileTypes: true })) {
      signal.throwIfAborted();
      const { name } = entry;
      if (name.startsWith('.')) continue;
      const kind = entry.isSymbolicLink() ? await kindBehind(join(place, name)) : kindOf(entry);
      if (kind === 'file') files.push({ folders, name });
      if (kind === 'folder') await walk([...folders, name], [...around, real]);
    }
  };
  await walk([], []);
  return files;
}

/** A link that leads nowhere counts as a file, which then cannot be read and is told. */
async function kindBehind(link: string): Promise<Kind> {
  const stats = await stat(link).catch(() => null);
  return stats ? kindOf(stats) : 'file';
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory'>): Kind {
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}
