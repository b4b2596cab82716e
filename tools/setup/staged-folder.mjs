import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { asSetupFault } from './setup-fault.mjs';
import { withLock } from './lock-file.mjs';
import { isProcessAlive } from './process-alive.mjs';

/**
 * One thing of the cache, made whole or not at all: it grows in a temporary folder beside its place, gets its mark `.ok`
 * and is renamed into place. A set-up killed at any moment leaves only a temporary folder, swept by the next one.
 *
 * @typedef {object} Mark
 * @property {Record<string, string>} versions what it holds and was made with
 * @property {Record<string, number>} files size in bytes of each file that is checked at every start, by relative path
 *
 * @typedef {object} Made
 * @property {Record<string, string>} versions
 * @property {readonly string[]} files relative paths of the files to be checked at every start
 */

const markName = '.ok';
const stagingPrefix = '.staging+';
const oldMilliseconds = 24 * 3600 * 1000;

/**
 * The path of a finished cache folder, or undefined where it is missing or damaged. Costs a few stats.
 * @param {string} cache
 * @param {string} name
 * @returns {Promise<string | undefined>}
 */
export async function finishedFolder(cache, name) {
  const folder = join(cache, name);
  try {
    /** @type {Mark} */
    const mark = JSON.parse(await readFile(join(folder, markName), 'utf8'));
    for (const [file, size] of Object.entries(mark.files)) {
      if ((await stat(join(folder, file))).size !== size) return undefined;
    }
    return folder;
  } catch {
    // Whatever cannot be read is made anew.
    return undefined;
  }
}

/**
 * The path of a cache folder, made first where it is missing or damaged. Two set-ups that want the same folder: the second
 * waits for the first; should both make it all the same, the first rename wins and the other's work is thrown away.
 * @param {string} cache
 * @param {string} name
 * @param {(staging: string) => Promise<Made>} make fills the staging folder
 * @param {{ onWait?: (sentence: string) => void }} [options]
 * @returns {Promise<string>}
 */
export async function provideFolder(cache, name, make, options = {}) {
  const found = await finishedFolder(cache, name);
  if (found !== undefined) return found;
  await mkdir(cache, { recursive: true });
  return withLock(
    join(cache, `.lock-${name}`),
    async () => {
      const meanwhile = await finishedFolder(cache, name);
      if (meanwhile !== undefined) return meanwhile;
      await sweepStaging(cache);
      const owner = `${hostname()}+${process.pid}+${randomBytes(4).toString('hex')}`;
      const staging = join(cache, `${stagingPrefix}${owner}+${name}`);
      try {
        await mkdir(staging);
        const made = await make(staging);
        await writeMark(staging, made);
        return await moveIntoPlace(cache, staging, name);
      } catch (thrown) {
        await rm(staging, { recursive: true, force: true });
        throw asSetupFault(thrown, `Preparing ${name}`);
      }
    },
    options.onWait === undefined ? {} : { onWait: options.onWait },
  );
}

/**
 * Removes what dead set-ups left behind: staging folders whose process is gone, or that are older than a day.
 * @param {string} cache
 */
export async function sweepStaging(cache) {
  for (const entry of await readdir(cache)) {
    if (!entry.startsWith(stagingPrefix)) continue;
    const folder = join(cache, entry);
    const [, host, pid] = entry.split('+');
    const age = await stat(folder).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0, // Swept by another set-up in this moment.
    );
    if ((host === hostname() && !isProcessAlive(Number(pid))) || age > oldMilliseconds) {
      // A child of the dead set-up may still be writing here; what it leaves is swept the next time.
      await rm(folder, { recursive: true, force: true, maxRetries: 2 }).catch(() => undefined);
    }
  }
}

/**
 * @param {string} staging
 * @param {Made} made
 */
async function writeMark(staging, made) {
  /** @type {Record<string, number>} */
  const files = {};
  for (const file of made.files) files[file] = (await stat(join(staging, file))).size;
  /** @type {Mark} */
  const mark = { versions: made.versions, files };
  const text = JSON.stringify(mark, null, 2);
  const handle = await open(join(staging, markName), 'wx');
  try {
    await writeFile(handle, text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * @param {string} cache
 * @param {string} staging
 * @param {string} name
 */
async function moveIntoPlace(cache, staging, name) {
  const folder = join(cache, name);
  if ((await finishedFolder(cache, name)) !== undefined) {
    await rm(staging, { recursive: true, force: true });
    return folder;
  }
  // A damaged folder may be in the way: it is moved aside, so that whoever has its files open keeps them.
  const aside = `${staging}-aside`;
  await rename(folder, aside).catch((/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  try {
    await rename(staging, folder);
  } catch (thrown) {
    // Another set-up was a moment faster: what it made is as good.
    if ((await finishedFolder(cache, name)) === undefined) throw thrown;
    await rm(staging, { recursive: true, force: true });
  }
  await rm(aside, { recursive: true, force: true });
  return folder;
}
