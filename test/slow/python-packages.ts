import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../tools/setup/cache-folder.mjs';
import { makeFolder } from '../../tools/setup/make-folder.mjs';
import { findProgram, lastLines, runCommand } from '../../tools/setup/run-command.mjs';
import { provideFolder } from '../../tools/setup/staged-folder.mjs';

const run = promisify(execFile);
const program = process.platform === 'win32' ? join('Scripts', 'python.exe') : join('bin', 'python');

export type PythonWithPackages = { readonly python: string } | { readonly missing: string };

/**
 * A Python with packages of PyPI, in a virtual environment of the cache folder that all clones share.
 *
 * @param name of the folder there
 * @returns why there is none, where this machine has no Python that can make one
 * @throws SetupFault where pip cannot install them
 */
export async function pythonWithPackages(name: string, packages: readonly string[]): Promise<PythonWithPackages> {
  const python = await findPython();
  if (python === null) {
    return { missing: `No Python 3 with venv and pip was found, so ${packages.join(', ')} cannot be asked.` };
  }
  const cache = cacheFolder(process.env);
  await makeFolder(cache);
  const folder = await provideFolder(cache, name, (staging) => install(python, staging, packages));
  return { python: join(folder, program) };
}

async function findPython(): Promise<string | null> {
  for (const name of ['python3', 'python']) {
    const path = findProgram(name, process.env);
    if (path === undefined) continue;
    // Debian's Python has venv without ensurepip where python3-venv is missing
    const { code } = await runCommand([path, '-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))']);
    if (code === 0) return path;
  }
  return null;
}

async function install(
  python: string,
  folder: string,
  packages: readonly string[],
): Promise<{ versions: Record<string, string>; files: readonly string[] }> {
  const inside = join(folder, program);
  await mustSucceed([python, '-m', 'venv', folder]);
  await mustSucceed([inside, '-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', ...packages]);
  const ask = 'import sys; from importlib.metadata import version; print("\\n".join(map(version, sys.argv[1:])))';
  const { stdout } = await run(inside, ['-c', ask, ...packages]);
  const versions = stdout.trim().split(/\r?\n/);
  return {
    versions: Object.fromEntries(packages.map((name, index) => [name, versions[index] ?? ''])),
    files: [program],
  };
}

async function mustSucceed(command: readonly string[]): Promise<void> {
  const { code, output } = await runCommand(command);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${lastLines(output)}`);
}
