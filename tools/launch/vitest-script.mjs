import { vitestProgram } from '../checks/run-vitest.mjs';
import { ensureInstallation } from '../setup/installation.mjs';
import { Progress } from '../setup/progress.mjs';
import { ensureBuilt } from './build.mjs';
import { hasDisplay, withDisplay } from './display.mjs';
import { repositoryRoot as root } from './repository-root.mjs';
import { runChild } from './run-child.mjs';
import { tensorflowEnvironment } from './tensorflow-environment.mjs';

/**
 * Runs a script that is written as a Vitest project, because it needs the sources and the real window: set-up, build, a
 * display, then the project. Its own parameters reach it as a JSON array in GAN_STUDIO_BENCH_ARGS.
 * @param {string} project
 * @param {readonly string[]} parameters
 * @param {readonly string[]} [files] parts of the names of its files, all by default
 * @returns {Promise<number>} exit code
 */
export async function runVitestScript(project, parameters, files = []) {
  const progress = new Progress();
  const environment = tensorflowEnvironment(process.env);
  const installation = await ensureInstallation({
    root,
    environment,
    progress,
    needs: { tensorflow: 'required', electron: true, virtualDisplay: !hasDisplay(environment), newerNode: false },
  });
  if (installation.systemFault !== undefined) throw installation.systemFault;
  if (installation.electronNotice !== undefined) progress.note(installation.electronNotice);
  await ensureBuilt({ root, environment, progress });
  const command = [process.execPath, vitestProgram(root), 'run', '--project', project, ...files];
  return withDisplay(environment, (shown) =>
    runChild(command, { cwd: root, env: { ...shown, GAN_STUDIO_BENCH_ARGS: JSON.stringify(parameters) } }),
  );
}
