import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { clearTimeout, setTimeout } from 'node:timers';
import { requireFreeSpace } from './cache-folder.mjs';
import { sha256OfFile } from './file-sum.mjs';
import { megabytes } from './progress.mjs';
import { SetupFault } from './setup-fault.mjs';
import { provideFolder } from './staged-folder.mjs';
import { extractZip } from './zip-extraction.mjs';

/**
 * The release of Electron that the installed package `electron` stands for.
 *
 * @typedef {object} OfficialElectron
 * @property {string} packageFolder of the npm package, with its `checksums.json`
 * @property {string} version
 * @property {string} platform `linux-x64`
 */

const answerMilliseconds = 6_000;
const silenceMilliseconds = 30_000;
const releases = 'https://github.com/electron/electron/releases/download/';

/**
 * The program inside an Electron folder.
 * @param {NodeJS.Platform} platform
 */
export function electronBinary(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** @param {OfficialElectron} official */
export async function officialElectronName(official) {
  const sum = await expectedSum(official);
  return `electron-${official.version}-${official.platform}-${sum.slice(0, 8)}`;
}

/**
 * The release's folder in the cache, downloaded first where it is missing; mirrors are named as for the package's own
 * installer (ELECTRON_MIRROR, ELECTRON_CUSTOM_DIR, npm's electron_mirror).
 * @param {OfficialElectron} official
 * @param {{ cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress, patience?: number }} context
 *   `patience`: milliseconds until the host must have answered
 * @returns {Promise<string>}
 * @throws {SetupFault} with `network` where the host does not give the expected file
 */
export async function provideOfficialElectron(official, context) {
  const { cache, progress, environment, patience = answerMilliseconds } = context;
  return provideFolder(
    cache,
    await officialElectronName(official),
    async (staging) => {
      await requireFreeSpace(cache, 700e6, 'Electron');
      const zip = join(staging, 'electron.zip');
      progress.begin(`Downloading Electron ${official.version}`);
      const address = electronAddress(official, environment);
      await download(address, zip, patience, (bytes) => progress.update(megabytes(bytes)));
      await requireExpected(official, zip);
      progress.done();
      progress.begin('Unpacking Electron');
      await extractZip(zip, staging, ({ name }) => name);
      await rm(zip);
      progress.done();
      return { versions: { electron: official.version }, files: ['version', electronBinary(process.platform)] };
    },
    { onWait: (sentence) => progress.note(sentence) },
  );
}

/** @param {OfficialElectron} official */
function fileName({ version, platform }) {
  return `electron-v${version}-${platform}.zip`;
}

/** @param {OfficialElectron} official */
async function expectedSum(official) {
  const sums = JSON.parse(await readFile(join(official.packageFolder, 'checksums.json'), 'utf8'));
  const sum = sums[fileName(official)];
  if (typeof sum === 'string') return sum;
  throw new SetupFault(
    `There is no Electron ${official.version} for ${official.platform}.`,
    'Use the command line (`npm run cli`) on this machine, or name an Electron of your own in ELECTRON_OVERRIDE_DIST_PATH.',
  );
}

/**
 * @param {OfficialElectron} official
 * @param {NodeJS.ProcessEnv} environment
 */
export function electronAddress(official, environment) {
  const setting = (/** @type {string} */ name) =>
    environment[`npm_config_electron_${name}`] || environment[`ELECTRON_${name.toUpperCase()}`];
  const folder = (setting('custom_dir') ?? `v${official.version}`).replace('{{ version }}', official.version);
  return `${setting('mirror') ?? releases}${folder}/${setting('custom_filename') ?? fileName(official)}`;
}

/**
 * @param {string} address
 * @param {string} path
 * @param {number} patience milliseconds until the host must have answered
 * @param {(bytes: number) => void} onProgress
 */
async function download(address, path, patience, onProgress) {
  const control = new globalThis.AbortController();
  const host = hostOf(address);
  let guard = setTimeout(() => control.abort(), patience);
  let received = 0;
  const watched = new Transform({
    transform(/** @type {Buffer} */ chunk, _encoding, done) {
      clearTimeout(guard);
      guard = setTimeout(() => control.abort(), silenceMilliseconds);
      onProgress((received += chunk.length));
      done(null, chunk);
    },
  });
  try {
    const response = await globalThis.fetch(address, { signal: control.signal });
    if (!response.ok || response.body === null) throw new Error(`${host} answers ${response.status}`);
    await pipeline(Readable.fromWeb(/** @type {any} */ (response.body)), watched, createWriteStream(path));
  } catch (thrown) {
    if (isFileError(thrown)) throw thrown;
    throw unreachable(address, control.signal.aborted ? `${host} does not answer` : reasonOf(thrown, host));
  } finally {
    clearTimeout(guard);
  }
}

/** @param {string} address */
function hostOf(address) {
  try {
    return new URL(address).host;
  } catch {
    throw new SetupFault(
      `${address} is no address that Electron could be downloaded from.`,
      'Correct or unset ELECTRON_MIRROR and start again.',
    );
  }
}

/** @param {unknown} thrown */
function isFileError(thrown) {
  return thrown instanceof Error && 'syscall' in thrown && ['open', 'write', 'close'].includes(String(thrown.syscall));
}

/**
 * @param {unknown} thrown
 * @param {string} host
 */
function reasonOf(thrown, host) {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  if (code === undefined) return cause instanceof Error ? cause.message : String(cause);
  return `${host} cannot be reached: ${code}`;
}

/**
 * @param {string} address
 * @param {string} reason
 */
function unreachable(address, reason) {
  return new SetupFault(
    `Electron could not be downloaded from ${address}: ${reason}.`,
    'Check the network, or name a mirror in ELECTRON_MIRROR, then run `npm run setup`.',
    { network: true, cause: new Error(reason) },
  );
}

/**
 * @param {OfficialElectron} official
 * @param {string} zip
 */
async function requireExpected(official, zip) {
  if ((await sha256OfFile(zip)) === (await expectedSum(official))) return;
  const reason = `${fileName(official)} has another SHA-256 than the package names`;
  throw new SetupFault(
    `The downloaded Electron is not the expected one: ${reason}.`,
    'Check ELECTRON_MIRROR and the network (a login page may be in the way), then run `npm run setup`.',
    { network: true, cause: new Error(reason) },
  );
}
