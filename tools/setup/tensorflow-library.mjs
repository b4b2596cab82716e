import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { requireFreeSpace } from './cache-folder.mjs';
import { sha256Of } from './file-sum.mjs';
import { cudaWheels, tensorflowCudaWheel, tensorflowWheels } from './pinned-downloads.mjs';
import { megabytes } from './progress.mjs';
import { downloadWheel, findPip } from './python-wheel.mjs';
import { findProgram, runCommand } from './run-command.mjs';
import { SetupFault } from './setup-fault.mjs';
import { provideFolder } from './staged-folder.mjs';
import { extractZip } from './zip-extraction.mjs';

/**
 * What TensorFlow's C library of one kind is made of. In the folder: `lib` with the libraries, `include` with the C
 * headers, and with CUDA `nvidia`, where the libraries' run path `$ORIGIN/../nvidia/<name>/lib` looks for it.
 *
 * @typedef {object} LibraryPlan
 * @property {'cpu' | 'gpu'} kind
 * @property {string} platform of Node, with the architecture: `linux-x64`
 * @property {readonly import('./pinned-downloads.mjs').PinnedWheel[]} wheels
 * @property {readonly string[]} libraries file names in `lib`, the one that programs link with first
 * @property {number} bytesNeeded free space in bytes while it is made
 */

/**
 * @param {'cpu' | 'gpu'} kind
 * @param {string} platform `process.platform`-`process.arch`
 * @returns {LibraryPlan}
 * @throws {SetupFault} where there is none for this platform
 */
export function libraryPlan(kind, platform) {
  if (kind === 'gpu') {
    if (platform !== 'linux-x64') {
      throw new SetupFault(
        `TensorFlow with CUDA can be had for Linux x64 only, and this is ${platform}.`,
        'Run `npm run setup -- --cpu` to train on the processor.',
      );
    }
    return {
      kind,
      platform,
      wheels: [tensorflowCudaWheel, ...cudaWheels],
      libraries: linuxLibraries,
      bytesNeeded: 10e9,
    };
  }
  const wheel = tensorflowWheels[platform];
  if (wheel === undefined) {
    throw new SetupFault(
      `TensorFlow ${tensorflowWheels['linux-x64']?.version} has no usable library for ${platform}: Linux x64, Linux arm64 and macOS arm64 have.`,
      "Run `npm run setup -- --official-tensorflow` to use the older TensorFlow of the package's own installer.",
    );
  }
  const libraries = platform.startsWith('darwin') ? darwinLibraries : linuxLibraries;
  return { kind, platform, wheels: [wheel], libraries, bytesNeeded: 2.2e9 };
}

const linuxLibraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const darwinLibraries = ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'];

/**
 * The folder in the cache that holds TensorFlow's C library, fetched and unpacked first where it is missing.
 * @param {LibraryPlan} plan
 * @param {{ cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @returns {Promise<string>} absolute path
 */
export function provideTensorflowLibrary(plan, context) {
  const { progress, cache } = context;
  return provideFolder(cache, libraryName(plan), (staging) => makeLibrary(plan, staging, context), {
    onWait: (sentence) => progress.note(sentence),
  });
}

/** @param {LibraryPlan} plan */
export function libraryName(plan) {
  const digest = sha256Of(JSON.stringify([plan.wheels, plan.libraries, 'layout 1'])).slice(0, 8);
  return `tensorflow-${plan.wheels[0]?.version}-${plan.kind}-${plan.platform}-${digest}`;
}

/**
 * @param {LibraryPlan} plan
 * @param {string} staging
 * @param {{ cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 */
async function makeLibrary(plan, staging, { cache, environment, progress }) {
  await requireFreeSpace(cache, plan.bytesNeeded, `TensorFlow (${plan.kind})`);
  const pip = await findPip(environment);
  for (const wheel of plan.wheels) {
    progress.begin(`Fetching ${wheel.project} ${wheel.version} with pip`);
    const path = await downloadWheel(pip, wheel, staging, { environment, onProgress: (text) => progress.update(text) });
    progress.done();
    progress.begin(`Unpacking ${wheel.project}`);
    await extractZip(
      path,
      staging,
      ({ name }) => placeOf(name, plan),
      (bytes, total) => progress.update(`${megabytes(bytes)} of ${megabytes(total)}`),
    );
    await rm(path);
    progress.done();
  }
  await rm(join(staging, 'pip-temporary'), { recursive: true, force: true });
  await rm(join(staging, 'wheel'), { recursive: true, force: true });
  await requireLibraries(plan, staging);
  if (plan.platform.startsWith('linux')) await stripLibraries(plan, staging, environment, progress);
  return {
    versions: Object.fromEntries(
      plan.wheels.map(({ project, version, sha256 }) => [project, `${version} sha256:${sha256}`]),
    ),
    files: plan.libraries.map((name) => `lib/${name}`),
  };
}

const headers =
  /^tensorflow\/include\/((?:tensorflow\/c|xla\/tsl\/c)\/.+\.h|(?:tensorflow\/core|tsl)\/platform\/ctstring[^/]*\.h)$/;

/**
 * Where a wheel's file goes, or undefined for the many that are not needed.
 * @param {string} name
 * @param {LibraryPlan} plan
 */
function placeOf(name, plan) {
  const header = headers.exec(name)?.[1];
  if (header !== undefined) return `include/${header}`;
  if (name.startsWith('tensorflow/') && plan.libraries.includes(name.slice('tensorflow/'.length))) {
    return `lib/${basename(name)}`;
  }
  if (plan.kind === 'gpu' && name.startsWith('nvidia/') && !name.includes('/include/') && !name.endsWith('.py'))
    return name;
  return undefined;
}

/**
 * @param {LibraryPlan} plan
 * @param {string} staging
 */
async function requireLibraries(plan, staging) {
  const found = await readdir(join(staging, 'lib')).catch(() => /** @type {string[]} */ ([]));
  const missing = plan.libraries.filter((name) => !found.includes(name));
  if (missing.length > 0) {
    throw new SetupFault(
      `The wheel of ${plan.wheels[0]?.project} ${plan.wheels[0]?.version} holds no ${missing.join(' and no ')}.`,
      'This is a defect of the set-up: please report it.',
    );
  }
}

/**
 * Takes the symbol tables out, a quarter of the size; a machine without `strip` keeps the larger files.
 * @param {LibraryPlan} plan
 * @param {string} staging
 * @param {NodeJS.ProcessEnv} environment
 * @param {import('./progress.mjs').Progress} progress
 */
async function stripLibraries(plan, staging, environment, progress) {
  const strip = findProgram('strip', environment);
  if (strip === undefined) return;
  progress.begin('Stripping the libraries');
  for (const name of plan.libraries) {
    const file = join(staging, 'lib', name);
    const { code } = await runCommand([strip, '--strip-unneeded', '-o', `${file}.stripped`, file], {
      env: environment,
    });
    if (code === 0) await rename(`${file}.stripped`, file);
    else await rm(`${file}.stripped`, { force: true });
  }
  progress.done();
}
