import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmCommand } from './npm-command.mjs';
import { npmFault } from './npm-fault.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Fetches one npm package, which is no dependency of the project, with npm itself: a lock file of one entry makes npm
 * check the pinned integrity, and its cache is used.
 * @param {import('./pinned-downloads.mjs').PinnedPackage} pinned
 * @param {string} folder receives `node_modules/<name>`
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string>} path of the unpacked package
 * @throws {import('./setup-fault.mjs').SetupFault} where it cannot be fetched or is another one than pinned
 */
export async function fetchRegistryPackage(pinned, folder, environment) {
  const { name, version, integrity } = pinned;
  const manifest = { name: 'fetched', version: '1.0.0', private: true, dependencies: { [name]: version } };
  const lock = {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': manifest, [`node_modules/${name}`]: { version, integrity } },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const command = [...npmCommand(environment), 'ci', ...options, '--prefix', folder];
  const { code, output } = await runCommand(command, { cwd: folder, env: environment });
  if (code !== 0) throw npmFault(`npm could not fetch ${name} ${version}`, output);
  return join(folder, 'node_modules', name);
}
