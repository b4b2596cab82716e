import { dirname, join } from 'node:path';
import { ensureBuilt } from './launch/build.mjs';
import { hasDisplay } from './launch/display.mjs';
import { repositoryRoot as root } from './launch/repository-root.mjs';
import { runChild } from './launch/run-child.mjs';
import { requireSandbox, sandboxSwitches } from './launch/sandbox.mjs';
import { tensorflowEnvironment } from './launch/tensorflow-environment.mjs';
import { ensureInstallation } from './setup/installation.mjs';
import { Progress } from './setup/progress.mjs';
import { runEntry } from './setup/setup-fault.mjs';

const minuteOfTraining = ['train', '--preset', 'quick-digits', '--minutes', '1'];

await runEntry(async () => {
  const progress = new Progress();
  const environment = process.env;
  const display = hasDisplay(environment);
  const installation = await ensureInstallation({
    root,
    environment,
    progress,
    needs: { tensorflow: 'required', electron: display, virtualDisplay: false, newerNode: false },
  });
  if (installation.systemFault !== undefined) throw installation.systemFault;
  await ensureBuilt({ root, environment, progress });
  const options = { cwd: root, env: tensorflowEnvironment(environment) };
  if (installation.electron === undefined) {
    progress.note('There is no display here: training the preset quick-digits for a minute in the terminal instead.');
    return runChild([process.execPath, join(root, 'out', 'main', 'cli.js'), ...minuteOfTraining], options);
  }
  requireSandbox(dirname(installation.electron));
  if (installation.electronNotice !== undefined) progress.note(installation.electronNotice);
  return runChild([installation.electron, ...sandboxSwitches(), root, ...process.argv.slice(2)], options);
});
