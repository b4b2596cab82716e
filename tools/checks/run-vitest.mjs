import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild } from '../launch/run-child.mjs';
import { countOfReport } from './test-count.mjs';

/**
 * Runs one Vitest project with its output on the terminal and counts its tests.
 * @param {string} project
 * @param {{ root: string, environment: NodeJS.ProcessEnv, node?: string, parameters?: readonly string[] }} options `node`: the
 *   Node to run on, this one by default
 * @returns {Promise<import('./test-count.mjs').TestCount>}
 */
export async function runVitest(project, { root, environment, node = process.execPath, parameters = [] }) {
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-tests-'));
  const report = join(folder, 'report.json');
  try {
    const exitCode = await runChild(
      [
        node,
        vitestProgram(root),
        ...['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
        ...parameters,
      ],
      { cwd: root, env: environment },
    );
    return countOfReport(await readFile(report, 'utf8').catch(() => undefined), exitCode, root);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} root */
export function vitestProgram(root) {
  return join(root, 'node_modules', 'vitest', 'vitest.mjs');
}
