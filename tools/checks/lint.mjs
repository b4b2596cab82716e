import { join } from 'node:path';
import { runChild } from '../launch/run-child.mjs';
import { layVueScripts } from './vue-scripts.mjs';

/**
 * Runs both linters over the tree, each with the rules that it alone holds: oxlint what is true of any script, with types;
 * ESLint rooms, wording and components.
 * @param {{ root: string, environment: NodeJS.ProcessEnv, yields?: boolean }} options `yields`: all others get the processor first
 * @returns {Promise<number>} 0 where neither found anything
 */
export async function lint({ root, environment, yields = false }) {
  const options = { cwd: root, env: environment, yields };
  const scripts = await layVueScripts(root);
  const byOxlint = await runChild(
    [process.execPath, program(root, 'oxlint'), '--format', 'stylish', '.', ...scripts],
    options,
  );
  const byEslint = await runChild([process.execPath, program(root, 'eslint'), ...eslintParameters], options);
  return byOxlint === 0 ? byEslint : byOxlint;
}

/** What it found in a file holds as long as the file does: of other files a rule only asks whether they are there. */
const eslintParameters = [
  ...['src', '--max-warnings', '0'],
  ...['--cache', '--cache-strategy', 'content', '--cache-location', 'node_modules/.cache/eslint/'],
];

/**
 * @param {string} root
 * @param {'oxlint' | 'eslint'} name
 */
function program(root, name) {
  return join(root, 'node_modules', name, 'bin', name === 'eslint' ? 'eslint.js' : name);
}
