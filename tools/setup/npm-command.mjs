import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from './run-command.mjs';
import { SetupFault } from './setup-fault.mjs';

/**
 * How npm is started here: the one that started us, else the one beside this Node, else the one on the PATH.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {readonly string[]} program and first arguments
 * @throws {SetupFault} where there is no npm
 */
export function npmCommand(environment) {
  const started = environment.npm_execpath;
  if (started !== undefined && /npm-cli\.c?js$/.test(started) && existsSync(started))
    return [process.execPath, started];
  const folder = dirname(process.execPath);
  for (const modules of [join(folder, '..', 'lib', 'node_modules'), join(folder, 'node_modules')]) {
    const path = join(modules, 'npm', 'bin', 'npm-cli.js');
    if (existsSync(path)) return [process.execPath, path];
  }
  const program = findProgram('npm', environment);
  if (program !== undefined) return [program];
  throw new SetupFault('npm was not found on this machine.', 'Install Node.js together with npm, then start again.');
}
