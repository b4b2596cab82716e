import { spawn } from 'node:child_process';
import { findProgram } from '../setup/run-command.mjs';
import { SetupFault } from '../setup/setup-fault.mjs';

/**
 * Whether a window can be shown.
 * @param {NodeJS.ProcessEnv} environment
 * @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(environment, platform = process.platform) {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY);
}

/**
 * Runs some work with a display: the one that is there, else a virtual one (Xvfb) that ends with the work.
 * @template T
 * @param {NodeJS.ProcessEnv} environment
 * @param {(environment: NodeJS.ProcessEnv) => Promise<T>} work gets the environment that names the display
 * @returns {Promise<T>}
 * @throws {SetupFault} where there is no Xvfb, or it does not start
 */
export async function withDisplay(environment, work) {
  if (hasDisplay(environment)) return work(environment);
  const program = findProgram('Xvfb', environment);
  if (program === undefined) {
    throw new SetupFault(
      'There is no display here and no Xvfb to stand in for one.',
      'As root, run: apt-get install --no-install-recommends xvfb',
    );
  }
  const parameters = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'];
  // In a group of its own: Ctrl-C in the terminal must reach the tests before their display is gone.
  const server = spawn(program, parameters, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  const end = () => void server.kill();
  process.once('exit', end);
  try {
    const display = await displayNumber(server);
    return await work({ ...environment, DISPLAY: `:${display}` });
  } finally {
    process.off('exit', end);
    server.kill();
  }
}

/**
 * As `withDisplay`; where the display is a virtual one, a second one stands beside it, so that two windows can each have the
 * focus of their own.
 * @template T
 * @param {NodeJS.ProcessEnv} environment
 * @param {(environment: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withTwoDisplays(environment, work) {
  if (hasDisplay(environment)) return work(environment);
  return withDisplay(environment, ({ DISPLAY: first }) =>
    withDisplay(environment, ({ DISPLAY: second }) =>
      work({ ...environment, DISPLAY: first, GAN_STUDIO_SECOND_DISPLAY: second }),
    ),
  );
}

/**
 * The number that Xvfb writes to its file descriptor 3 once it is ready.
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let complaint = '';
    let written = '';
    server.stderr?.on('data', (chunk) => (complaint = (complaint + chunk).slice(-2000)));
    server.stdio[3]?.on('data', (chunk) => {
      written += chunk;
      if (written.includes('\n')) resolve(written.trim());
    });
    const fail = (/** @type {string} */ reason) =>
      reject(new SetupFault(`Xvfb did not start: ${reason.trim()}.`, 'Start it by hand to see why, or set DISPLAY.'));
    server.on('error', (error) => fail(error.message));
    server.on('exit', (code) => fail(complaint || `it ended with code ${code}`));
  });
}
