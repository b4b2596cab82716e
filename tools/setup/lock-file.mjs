import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';
import { isProcessAlive } from './process-alive.mjs';

const retryMilliseconds = 300;
const heartbeatMilliseconds = 10_000;
const silentMilliseconds = 90_000;

/**
 * Runs some work while holding a lock file, so that two set-ups do not do the same work at once. A lock whose process is
 * dead, or that has shown no heartbeat for a minute and a half, is taken over.
 * @template T
 * @param {string} path of the lock file
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (sentence: string) => void }} [options] `onWait` is told once, where there is something to wait for
 * @returns {Promise<T>}
 */
export async function withLock(path, work, options = {}) {
  await mkdir(dirname(path), { recursive: true });
  const content = `${hostname()} ${process.pid} ${randomBytes(8).toString('hex')}`;
  let told = false;
  while (!(await take(path, content))) {
    const holder = await readHolder(path);
    if (holder !== undefined && (await isAbandoned(path, holder))) {
      await removeExactly(path, holder);
      continue;
    }
    // a lock that was made this moment has no content yet
    if (!told && holder !== undefined && holder !== '') {
      options.onWait?.(`Another set-up (process ${holder.split(' ')[1]}) is doing the same work; waiting for it.`);
      told = true;
    }
    await pause(retryMilliseconds);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A missing lock only means that another set-up may repeat the work; renames keep the result whole.
    utimes(path, now, now).catch(() => undefined);
  }, heartbeatMilliseconds);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await removeExactly(path, content);
  }
}

/**
 * @param {string} path
 * @param {string} content
 */
async function take(path, content) {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (/** @type {NodeJS.ErrnoException} */ (thrown).code === 'EEXIST') return false;
    throw thrown;
  }
}

/** @param {string} path */
async function readHolder(path) {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (/** @type {NodeJS.ErrnoException} */ (thrown).code === 'ENOENT') return undefined;
    throw thrown;
  }
}

/**
 * @param {string} path
 * @param {string} holder
 */
async function isAbandoned(path, holder) {
  const [host, pid] = holder.split(' ');
  if (host === hostname() && !isProcessAlive(Number(pid))) return true;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > silentMilliseconds;
}

/**
 * Removes the lock only if it still holds this content: of several that take over a dead lock, none removes a fresh one.
 * @param {string} path
 * @param {string} content
 */
async function removeExactly(path, content) {
  const grabbed = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    await rename(path, grabbed);
  } catch {
    // Somebody else removed it first.
    return;
  }
  const found = await readFile(grabbed, 'utf8').catch(() => content);
  if (found === content) await rm(grabbed, { force: true });
  else await rename(grabbed, path).catch(() => undefined);
}
