import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { constants as systemConstants } from 'node:os';
import { delimiter, join } from 'node:path';

const keptCharacters = 20_000;
const signalNumbers = systemConstants.signals;

/**
 * Runs a command to its end without a shell, without input, and keeps the last part of what it printed.
 * @param {readonly string[]} command program and arguments
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string }>} `code` 127 where the program cannot be started, 255 where it was killed
 */
export function runCommand(command, options = {}) {
  const [program, ...parameters] = command;
  if (program === undefined) throw new TypeError('runCommand needs a program.');
  return new Promise((resolve) => {
    let output = '';
    // The terminal's Ctrl-C reaches the child by itself; a signal for us alone has to be passed on, from its first moment on.
    const end = () => {
      child.kill('SIGTERM');
      process.exit(128 + signalNumbers.SIGTERM);
    };
    process.once('SIGTERM', end);
    const child = spawn(program, parameters, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const keep = (/** @type {Buffer} */ chunk) => {
      const text = chunk.toString();
      output = (output + text).slice(-keptCharacters);
      options.onOutput?.(text);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const settle = (/** @type {number} */ code, /** @type {string} */ text) => {
      process.off('SIGTERM', end);
      resolve({ code, output: text });
    };
    child.on('error', (error) => settle(127, error.message));
    child.on('close', (code, signal) => settle(code ?? 255, signal ? `${output}\n${signal}` : output));
  });
}

/**
 * Where a program lies on the PATH of an environment, or undefined.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string | undefined} absolute path
 */
export function findProgram(name, environment) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of (environment.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    for (const ending of endings) {
      const candidate = join(folder, name + ending);
      try {
        accessSync(candidate, constants.X_OK);
        if (statSync(candidate).isFile()) return candidate;
      } catch {
        // Not there or not executable: the next folder may have it.
      }
    }
  }
  return undefined;
}

/**
 * The last lines of a command's output that say something, for an error message.
 * @param {string} output
 * @param {number} [lines]
 */
export function lastLines(output, lines = 3) {
  return output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-lines)
    .join(' | ');
}
