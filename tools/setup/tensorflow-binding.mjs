import { mkdir, readFile, readdir, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Of } from './file-sum.mjs';
import { compilerWheels } from './pinned-downloads.mjs';
import { downloadWheel, findPip } from './python-wheel.mjs';
import { findProgram, lastLines, runCommand } from './run-command.mjs';
import { SetupFault } from './setup-fault.mjs';
import { provideFolder } from './staged-folder.mjs';
import { extractZip } from './zip-extraction.mjs';

/**
 * What the binding between Node and TensorFlow's C library is compiled from.
 *
 * @typedef {object} BindingPlan
 * @property {'cpu' | 'gpu'} kind of the library
 * @property {string} platform `linux-x64`
 * @property {string} sources the folder `binding` of the npm package
 * @property {string} packageVersion of that npm package
 * @property {string} nodeHeaders the folder with `node_api.h`
 * @property {string} library the folder that `provideTensorflowLibrary` gave
 * @property {readonly string[]} libraries file names in its `lib`
 * @property {import('./pinned-downloads.mjs').PinnedWheel | undefined} compilerWheel for a machine without a compiler
 */

const units = ['tfjs_backend.cc', 'tfjs_binding.cc'];
/** Our own, each of which says what for. */
const ownUnits = ['signal-thread.cc', 'session-options.cc'].map((unit) =>
  fileURLToPath(new URL(`native/${unit}`, import.meta.url)),
);
const bindingFile = 'lib/napi-v8/tfjs_binding.node';

/**
 * @param {{ kind: 'cpu' | 'gpu', platform: string, packageFolder: string, nodeHeaders: string, library: string, libraries: readonly string[] }} parts
 * @returns {Promise<BindingPlan>}
 */
export async function bindingPlan({ kind, platform, packageFolder, nodeHeaders, library, libraries }) {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  return {
    kind,
    platform,
    sources: join(packageFolder, 'binding'),
    packageVersion: version,
    nodeHeaders,
    library,
    libraries,
    compilerWheel: compilerWheels[platform],
  };
}

/**
 * The folder in the cache that holds the compiled binding, made first where it is missing: `lib/napi-v8/tfjs_binding.node`
 * and `deps`, a link to the library that it was linked with.
 * @param {BindingPlan} plan
 * @param {{ cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @returns {Promise<string>} absolute path
 */
export async function provideTensorflowBinding(plan, context) {
  const name = await bindingName(plan);
  return provideFolder(context.cache, name, (staging) => makeBinding(plan, staging, context), {
    onWait: (sentence) => context.progress.note(sentence),
  });
}

/** @param {BindingPlan} plan */
async function bindingName(plan) {
  /** @type {string[]} */
  const parts = ['layout 1', plan.kind, basename(plan.library)];
  for (const unit of ownUnits) parts.push(sha256Of(await readFile(unit)));
  for (const folder of [plan.sources, plan.nodeHeaders]) {
    for (const file of (await readdir(folder)).sort()) parts.push(file, sha256Of(await readFile(join(folder, file))));
  }
  return `tensorflow-binding-${plan.packageVersion}-${plan.platform}-${sha256Of(parts.join('\n')).slice(0, 8)}`;
}

/**
 * @param {BindingPlan} plan
 * @param {string} staging
 * @param {{ cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 */
async function makeBinding(plan, staging, context) {
  await mkdir(join(staging, 'lib', 'napi-v8'), { recursive: true });
  // Relative, so that the cache can be moved as a whole.
  await symlink(join('..', basename(plan.library)), join(staging, 'deps'), 'dir');
  const compiler = await compile(plan, staging, context);
  await requireLoadable(join(staging, bindingFile), context.environment);
  return { versions: { binding: plan.packageVersion, compiler }, files: [bindingFile] };
}

/**
 * Compiles with the first compiler that can; without any, with the one that the Python index carries.
 * @param {BindingPlan} plan
 * @param {string} staging
 * @param {{ environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @returns {Promise<string>} the name of the compiler
 */
async function compile(plan, staging, { environment, progress }) {
  /** @type {string[]} */
  const complaints = [];
  for (const name of [environment.CXX, 'g++', 'clang++', 'c++']) {
    const program = name ? findProgram(name, environment) : undefined;
    if (program === undefined || name === undefined) continue;
    progress.begin(`Compiling the TensorFlow binding with ${name}`);
    const { code, output } = await runCommand([program, ...compilerArguments(plan, staging)], { env: environment });
    if (code === 0) {
      progress.done();
      return name;
    }
    progress.note(`${name} could not compile it: ${lastLines(output, 2)}`);
    complaints.push(name);
  }
  return compileWithWheel(plan, staging, { environment, progress }, complaints);
}

/**
 * @param {BindingPlan} plan
 * @param {string} staging
 */
function compilerArguments(plan, staging) {
  const darwin = plan.platform.startsWith('darwin');
  return [
    ...['-std=c++17', '-O2', '-fPIC', '-pthread', '-w', '-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=tfjs_binding'],
    // on graphics cards the rewriting also chooses the order of axes, which was never measured without
    ...(plan.kind === 'cpu' ? ['-DTF_NewSessionOptions=gan_studio_session_options'] : []),
    ...(darwin ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared']),
    ...[join(plan.library, 'include'), plan.sources, plan.nodeHeaders].flatMap((folder) => ['-I', folder]),
    ...units.map((unit) => join(plan.sources, unit)),
    ...ownUnits,
    ...plan.libraries.map((library) => join(plan.library, 'lib', library)),
    `-Wl,-rpath,${darwin ? '@loader_path' : '$ORIGIN'}/../../deps/lib`,
    ...['-o', join(staging, bindingFile)],
  ];
}

/**
 * @param {BindingPlan} plan
 * @param {string} staging
 * @param {{ environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @param {readonly string[]} complaints names of the compilers that failed
 */
async function compileWithWheel(plan, staging, { environment, progress }, complaints) {
  const why = complaints.length > 0 ? `${complaints.join(' and ')} could not compile it` : 'there is no C++ compiler';
  const cure = plan.platform.startsWith('darwin')
    ? 'Run `xcode-select --install` and start again.'
    : 'Install one (Debian: `apt-get install g++`) and start again.';
  const wheel = plan.compilerWheel;
  if (wheel === undefined) throw new SetupFault(`The TensorFlow binding must be compiled, and ${why}.`, cure);
  progress.begin(`Fetching the compiler ${wheel.project} ${wheel.version} with pip, as ${why}`);
  const folder = join(staging, 'compiler');
  await mkdir(folder);
  try {
    const path = await downloadWheel(await findPip(environment), wheel, folder, {
      environment,
      onProgress: (text) => progress.update(text),
    });
    await extractZip(path, folder, ({ name }) => name);
  } catch (thrown) {
    if (!(thrown instanceof SetupFault)) throw thrown;
    throw new SetupFault(
      `The TensorFlow binding must be compiled, and ${why}; the compiler of the Python index could not be had either: ${thrown.message}`,
      cure,
      { cause: thrown, network: thrown.network },
    );
  }
  progress.done();
  progress.begin(`Compiling the TensorFlow binding with ${wheel.project} (about a minute)`);
  const zig = join(folder, 'ziglang', 'zig');
  const caches = { ZIG_LOCAL_CACHE_DIR: join(folder, 'local'), ZIG_GLOBAL_CACHE_DIR: join(folder, 'global') };
  const { code, output } = await runCommand([zig, 'c++', ...compilerArguments(plan, staging)], {
    env: { ...environment, ...caches },
  });
  if (code !== 0) {
    throw new SetupFault(`${wheel.project} could not compile the TensorFlow binding: ${lastLines(output)}.`, cure);
  }
  await rm(folder, { recursive: true, force: true });
  progress.done();
  return `${wheel.project} ${wheel.version}`;
}

/**
 * Loads the binding once in a Node of its own: what does not load here would fail at every start.
 * @param {string} path
 * @param {NodeJS.ProcessEnv} environment
 */
async function requireLoadable(path, environment) {
  const { code, output } = await runCommand([process.execPath, '-e', 'require(process.argv[1])', path], {
    env: { ...environment, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  if (code === 0) return;
  const reason = /Error: (.*)/.exec(output)?.[1] ?? lastLines(output);
  throw new SetupFault(
    `The compiled TensorFlow binding does not load: ${reason}.`,
    'TensorFlow 2.21 needs glibc 2.27 or newer and, on x64, a processor with AVX; on an older system training is possible only with `--backend js`.',
  );
}
