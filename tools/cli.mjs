import { join } from 'node:path';
import { ensureBuilt } from './launch/build.mjs';
import { tensorflowNeed } from './launch/command-needs.mjs';
import { repositoryRoot as root } from './launch/repository-root.mjs';
import { runChild } from './launch/run-child.mjs';
import { tensorflowEnvironment } from './launch/tensorflow-environment.mjs';
import { ensureInstallation } from './setup/installation.mjs';
import { Progress } from './setup/progress.mjs';
import { runEntry } from './setup/setup-fault.mjs';

await runEntry(async () => {
  const progress = new Progress();
  const environment = process.env;
  const parameters = process.argv.slice(2);
  const needs = { tensorflow: tensorflowNeed(parameters), electron: false, virtualDisplay: false, newerNode: false };
  await ensureInstallation({ root, environment, progress, needs });
  await ensureBuilt({ root, environment, progress });
  return runChild([process.execPath, join(root, 'out', 'main', 'cli.js'), ...parameters], {
    cwd: environment.INIT_CWD ?? process.cwd(),
    env: tensorflowEnvironment(environment),
  });
});
