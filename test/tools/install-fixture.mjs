// Installs the TensorFlow of a fixture, given as JSON, in a process of its own that a test can kill. With `killAt` it kills
// itself at the start of the step of that name, as `kill -9` would.
import { installTensorflow } from '../../tools/setup/tensorflow.mjs';
import { Progress } from '../../tools/setup/progress.mjs';
import { runEntry } from '../../tools/setup/setup-fault.mjs';

const { plan, killAt, ...context } = JSON.parse(process.argv[2]);

class KillingProgress extends Progress {
  begin(title) {
    super.begin(title);
    if (killAt !== undefined && title.startsWith(killAt)) process.kill(process.pid, 'SIGKILL');
  }
}

await runEntry(async () => {
  await installTensorflow(plan, { ...context, progress: new KillingProgress() });
  return 0;
});
