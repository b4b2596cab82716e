import { join } from 'node:path';
import { cacheFolder, requireWritableCache } from './cache-folder.mjs';
import { availableNames, installationLine, installDebianPackages, missingSystemParts } from './debian-libraries.mjs';
import { electronBinary } from './electron-official.mjs';
import { installElectron } from './electron.mjs';
import { provideNewerNode } from './newer-node.mjs';
import { requireNode } from './node-version.mjs';
import { installNodePackages } from './node-packages.mjs';
import { findProgram } from './run-command.mjs';
import { SetupFault } from './setup-fault.mjs';
import { sweepStaging } from './staged-folder.mjs';
import { chosenTensorflow, rememberTensorflow } from './tensorflow-choice.mjs';
import { installOfficialTensorflow } from './tensorflow-official.mjs';
import { libraryPlan } from './tensorflow-library.mjs';
import { installTensorflow } from './tensorflow.mjs';

/**
 * What one start needs in place.
 *
 * @typedef {object} Needs
 * @property {'required' | 'attempted' | 'none'} tensorflow `attempted`: a fault is only told
 * @property {boolean} electron
 * @property {boolean} virtualDisplay Xvfb, for the window without a display
 * @property {boolean} newerNode the second Node of the tests
 *
 * @typedef {object} Wishes
 * @property {import('./tensorflow-choice.mjs').TensorflowKind | undefined} tensorflow chosen on the command line
 * @property {boolean} retryDownload ask hosts that did not answer lately
 * @property {boolean} installSystemLibraries run apt-get, where root
 *
 * @typedef {object} Installation
 * @property {string} cache
 * @property {string | undefined} electron its program
 * @property {string | undefined} electronNotice says that another Electron than the named one is used
 * @property {SetupFault | undefined} systemFault what the operating system lacks for the window
 * @property {string | undefined} newerNode path of its program
 */

/** @type {Wishes} */
export const noWishes = { tensorflow: undefined, retryDownload: false, installSystemLibraries: false };

/**
 * Brings everything in place that a start needs. Where all is there, it costs a few file checks.
 * @param {{ root: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress, needs: Needs,
 *   wishes?: Wishes }} request
 * @returns {Promise<Installation>}
 * @throws {SetupFault} with the cure, where something cannot be had
 */
export async function ensureInstallation({ root, environment, progress, needs, wishes = noWishes }) {
  requireNode(process.versions.node);
  const cache = cacheFolder(environment);
  await requireWritableCache(cache);
  await sweepStaging(cache);
  const context = { root, cache, environment, progress };
  await installNodePackages(context);
  if (needs.tensorflow !== 'none') await provideTensorflow(context, needs, wishes);
  const newerNode = needs.newerNode ? await provideNewerNode(context) : undefined;
  if (!needs.electron) {
    return { cache, newerNode, electron: undefined, electronNotice: undefined, systemFault: undefined };
  }
  const electronNotice = await installElectron({ ...context, retryDownload: wishes.retryDownload });
  const folder = environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist');
  const electron = join(folder, electronBinary(process.platform));
  const systemFault = await completeSystem(electron, { environment, progress, needs, wishes });
  return { cache, newerNode, electron, electronNotice, systemFault };
}

/**
 * @param {{ root: string, cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @param {Needs} needs
 * @param {Wishes} wishes
 */
async function provideTensorflow(context, needs, wishes) {
  const kind = wishes.tensorflow ?? (await chosenTensorflow(context.cache, context.environment));
  const platform = `${process.platform}-${process.arch}`;
  const provide = () =>
    kind === 'official' ? installOfficialTensorflow(context) : installTensorflow(libraryPlan(kind, platform), context);
  try {
    await withSystemPackages(provide, context, wishes);
    if (wishes.tensorflow !== undefined) await rememberTensorflow(context.cache, kind);
  } catch (thrown) {
    if (needs.tensorflow !== 'attempted' || !(thrown instanceof SetupFault)) throw thrown;
    context.progress.note(`${thrown.message}\n${thrown.cure}`);
  }
}

/**
 * Does some work; where it wants a Debian package and that may be installed, it is, and the work is done again.
 * @param {() => Promise<void>} work
 * @param {{ environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @param {Wishes} wishes
 */
async function withSystemPackages(work, context, wishes) {
  try {
    await work();
  } catch (thrown) {
    const packages = thrown instanceof SetupFault ? thrown.debianPackages : [];
    if (packages.length === 0 || !mayInstall(context.environment, wishes)) throw thrown;
    await installDebianPackages(packages, context);
    await work();
  }
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {Wishes} wishes
 */
function mayInstall(environment, wishes) {
  const asked = wishes.installSystemLibraries || environment.CI === 'true';
  return asked && process.getuid?.() === 0 && findProgram('apt-get', environment) !== undefined;
}

/**
 * Installs what the operating system lacks for the window, where that is allowed; else tells how.
 * @param {string} electron
 * @param {{ environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress, needs: Needs, wishes: Wishes }} context
 * @returns {Promise<SetupFault | undefined>}
 */
async function completeSystem(electron, { environment, progress, needs, wishes }) {
  const look = () => missingSystemParts({ electron, environment, virtualDisplay: needs.virtualDisplay });
  let missing = await look();
  if (missing.packages.length > 0 && mayInstall(environment, wishes)) {
    const context = { environment, progress };
    await installDebianPackages(await availableNames(missing, environment), context);
    missing = await look();
  }
  if (missing.packages.length === 0 && !missing.needed) return undefined;
  const line = await installationLine(missing, environment);
  if (missing.needed) {
    const what = missing.libraries.length > 0 ? `the libraries ${missing.libraries.join(', ')}` : 'Xvfb';
    return new SetupFault(`For the window this system lacks ${what}.`, `As root, run: ${line}`);
  }
  progress.note(`Some text may show as boxes for want of fonts; as root, run: ${line}`);
  return undefined;
}
