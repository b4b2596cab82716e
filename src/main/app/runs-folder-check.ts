import { existsSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { worded, type Worded } from '../../shared/wording/worded';
import { systemWords } from '../../shared/wording/system-words';
import { ensureFolder } from '../runs/ensure-folder';

/**
 * Says what keeps runs from being written, with the cure; null where a file can really be written.
 *
 * @param make whether a folder that is not there is made; else that is no fault, because a run makes it
 */
export async function findRunsFolderFault(folder: string, make: boolean): Promise<Worded | null> {
  if (!make && !existsSync(folder)) return null;
  const trial = join(folder, `.write-check-${process.pid}`);
  try {
    if (make) await ensureFolder(folder);
    await writeFile(trial, 'checked');
    await rm(trial);
    return null;
  } catch (error) {
    return worded('disk.runsFolder', { folder, reason: systemWords(error) });
  }
}

/** Free space where the folder lies or would lie. Bytes. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    const parent = dirname(folder);
    if (parent === folder) throw error;
    return freeBytes(parent);
  }
}
