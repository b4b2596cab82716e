import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemErrorCode } from '../formats/write-failure';

/**
 * Makes a folder and the ones above it. Node's own `recursive` never returns below a place that refuses new folders
 * with ENOENT, such as /proc.
 *
 * @throws Error of the system where a folder cannot be made or a file stands in its place
 */
export async function ensureFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    const above = dirname(path);
    if (code !== 'ENOENT' || above === path) throw error;
    // somebody else may just have made the one above; a place that takes no folders refuses once more
    if (!(await exists(above))) await ensureFolder(above);
    await mkdirUnlessThere(path);
  }
}

/** Somebody else may have made it in the meantime. */
async function mkdirUnlessThere(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
