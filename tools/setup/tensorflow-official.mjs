import { lstat, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { lastLines, runCommand } from './run-command.mjs';
import { SetupFault } from './setup-fault.mjs';

const defaultHost = 'https://storage.googleapis.com/';
const answerMilliseconds = 6_000;

/**
 * TensorFlow as the package's own installer brings it (2.9.1 with CUDA 11.2 on Linux x64 and Windows, 2.7 and older
 * elsewhere): only where the person asks for it and its host answers. It lies in this clone's node_modules, not in the cache.
 * @param {{ root: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @throws {SetupFault} where its host does not answer or it fails
 */
export async function installOfficialTensorflow({ root, environment, progress }) {
  const packageFolder = join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu');
  const binding = join(packageFolder, 'lib', 'napi-v8', 'tfjs_binding.node');
  if (await isOwn(packageFolder, binding)) return;
  await requireHost(environment.CDN_STORAGE ?? defaultHost);
  // Links into the cache would let the installer write there.
  for (const name of ['lib', 'deps']) await rm(join(packageFolder, name), { recursive: true, force: true });
  progress.begin("Running the official installer of TensorFlow's JavaScript package");
  const { code, output } = await runCommand([process.execPath, join('scripts', 'install.js'), 'gpu', 'download'], {
    cwd: packageFolder,
    env: { ...environment, PATH: [join(root, 'node_modules', '.bin'), environment.PATH].join(delimiter) },
    onOutput: (text) => progress.update(lastLines(text, 1)),
  });
  if (code !== 0 || !(await isOwn(packageFolder, binding))) {
    throw new SetupFault(
      `The official installer of TensorFlow failed: ${lastLines(output, 2) || 'it left no binding'}.`,
      'Run `npm run setup` to use the TensorFlow of the Python index instead.',
    );
  }
  progress.done();
}

/**
 * Whether the official installer has put its files there: real ones, no links into the cache.
 * @param {string} packageFolder
 * @param {string} binding
 */
async function isOwn(packageFolder, binding) {
  const folder = await lstat(join(packageFolder, 'lib')).catch(() => undefined);
  const file = await lstat(binding).catch(() => undefined);
  return folder?.isDirectory() === true && file?.isFile() === true;
}

/** @param {string} address */
async function requireHost(address) {
  try {
    // Any answer will do; what is asked for here need not exist.
    await globalThis.fetch(address, { method: 'HEAD', signal: globalThis.AbortSignal.timeout(answerMilliseconds) });
  } catch (thrown) {
    throw new SetupFault(
      `The host of the official TensorFlow installer (${address}) does not answer.`,
      'Run `npm run setup` without --official-tensorflow to use the TensorFlow of the Python index.',
      { cause: thrown, network: true },
    );
  }
}
