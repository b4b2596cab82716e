import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from './file-sum.mjs';
import { withLock } from './lock-file.mjs';
import { npmCommand } from './npm-command.mjs';
import { npmFault } from './npm-fault.mjs';
import { runCommand } from './run-command.mjs';
import { SetupFault } from './setup-fault.mjs';

const markName = '.gan-studio-installed';

/**
 * The npm packages of the lock file in node_modules: `npm ci` runs where they are missing or are others than the lock file
 * names. Costs one hash where all is well.
 * @param {{ root: string, cache: string, environment: NodeJS.ProcessEnv, progress: import('./progress.mjs').Progress }} context
 * @throws {SetupFault} where npm fails
 */
export async function installNodePackages({ root, cache, environment, progress }) {
  const mark = join(root, 'node_modules', markName);
  if (await isInstalled(root, mark)) return;
  await withLock(
    join(cache, `.lock-node-modules-${sha256Of(root).slice(0, 16)}`),
    async () => {
      if (await isInstalled(root, mark)) return;
      progress.begin('Installing the npm packages');
      const options = ['--include=dev', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=http'];
      let fetched = 0;
      const { code, output } = await runCommand([...npmCommand(environment), 'ci', ...options, '--prefix', root], {
        cwd: root,
        env: npmEnvironment(environment),
        onOutput: (text) =>
          progress.update(`${(fetched += text.split('http fetch').length - 1)} answers of the registry`),
      });
      if (code !== 0) throw npmFault('npm could not install the packages', withoutRequests(output));
      await writeFile(mark, await lockSum(root));
      progress.done();
    },
    { onWait: (sentence) => progress.note(sentence) },
  );
}

/**
 * @param {string} root
 * @param {string} mark
 */
async function isInstalled(root, mark) {
  const sum = await lockSum(root);
  const marked = await readFile(mark, 'utf8').catch(() => undefined);
  if (marked === sum) return true;
  if (!(await matchesHiddenLock(root))) return false;
  await writeFile(mark, sum);
  return true;
}

/** @param {string} root */
async function lockSum(root) {
  const path = join(root, 'package-lock.json');
  if (!existsSync(path)) {
    throw new SetupFault(`${path} is missing.`, 'Fetch it again (`git checkout package-lock.json`), then start again.');
  }
  return sha256Of(await readFile(path));
}

/**
 * Whether npm's own record of node_modules, written at the end of an install, already holds what the lock file names: so
 * it is after `npm ci` or `npm install` by hand.
 * @param {string} root
 */
async function matchesHiddenLock(root) {
  const hiddenPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hiddenPath)) return false;
  const installed = await lockedPackages(hiddenPath);
  const wanted = await lockedPackages(join(root, 'package-lock.json'));
  if (installed === undefined || wanted === undefined) return false;
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '') continue;
    const found = installed[place];
    if (found === undefined && entry.optional === true) continue;
    if (found?.version !== entry.version || found?.integrity !== entry.integrity) return false;
  }
  return Object.keys(installed).every((place) => place in wanted);
}

/**
 * @param {string} path
 * @returns {Promise<Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined>}
 */
async function lockedPackages(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages;
  } catch {
    // A damaged record says nothing; npm ci writes a new one.
    return undefined;
  }
}

/**
 * Without what would make npm leave packages out: the tools of development are needed to build the app.
 * @param {NodeJS.ProcessEnv} environment
 */
function npmEnvironment(environment) {
  const omitting = ['NODE_ENV', 'npm_config_omit', 'npm_config_production', 'npm_config_only'];
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !omitting.includes(name)));
}

/** @param {string} output */
function withoutRequests(output) {
  return output
    .split('\n')
    .filter((line) => !/^npm (http|warn)/i.test(line))
    .join('\n');
}
