import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeFolder } from './make-folder.mjs';
import { SetupFault } from './setup-fault.mjs';

/**
 * The folder that all clones of one user share for what the set-up fetches and builds, by the custom of the platform;
 * GAN_STUDIO_CACHE overrides it.
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} [platform]
 * @param {string} [home]
 * @returns {string} absolute path
 */
export function cacheFolder(environment, platform = process.platform, home = homedir()) {
  const named = environment.GAN_STUDIO_CACHE;
  if (named) return resolve(named);
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'gan-studio', 'Cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'gan-studio');
  return join(environment.XDG_CACHE_HOME || join(home, '.cache'), 'gan-studio');
}

/**
 * Makes the cache folder and proves that a file can be written in it.
 * @param {string} folder
 */
export async function requireWritableCache(folder) {
  const probe = join(folder, `.write-probe-${process.pid}`);
  try {
    await makeFolder(folder);
    await writeFile(probe, 'probe');
    const { size } = await stat(probe);
    await rm(probe);
    if (size !== 5) throw new Error('the disk is full');
  } catch (thrown) {
    throw new SetupFault(
      `The cache folder ${folder} cannot be written to (${thrown instanceof Error ? thrown.message : thrown}).`,
      'Make it writable or free some space there, or point GAN_STUDIO_CACHE at another folder, and start again.',
      { cause: thrown },
    );
  }
}

/**
 * Refuses at once what would fail later for want of space.
 * @param {string} folder an existing folder
 * @param {number} bytes how much is about to be written below it
 * @param {string} what the thing to be written, for the sentence
 */
export async function requireFreeSpace(folder, bytes, what) {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  const gigabytes = (/** @type {number} */ count) => `${(count / 1e9).toFixed(1)} GB`;
  throw new SetupFault(
    `${what} needs ${gigabytes(bytes)} of free space in ${folder}, and ${gigabytes(free)} are there.`,
    'Free some space, or point GAN_STUDIO_CACHE at a folder on a larger disk, and start again.',
  );
}
