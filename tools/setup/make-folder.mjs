import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Unlike Node's recursive mkdir it ends with the error where the system refuses a folder
 * without saying that it may not be made, as below /proc.
 * @param {string} folder absolute path
 */
export async function makeFolder(folder) {
  try {
    await makeOne(folder);
  } catch (thrown) {
    const missingParent = /** @type {NodeJS.ErrnoException} */ (thrown).code === 'ENOENT' && dirname(folder) !== folder;
    if (!missingParent) throw thrown;
    await makeFolder(dirname(folder));
    await makeOne(folder);
  }
}

/** @param {string} folder */
async function makeOne(folder) {
  try {
    await mkdir(folder);
  } catch (thrown) {
    const there = /** @type {NodeJS.ErrnoException} */ (thrown).code === 'EEXIST' && (await stat(folder)).isDirectory();
    if (!there) throw thrown;
  }
}
