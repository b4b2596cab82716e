/** The door of the process that watches the runs folder: a disk that does not answer keeps nobody else waiting. */
import { assertNever } from '../../shared/assert-never';
import { watcherCommandSchema } from '../../shared/ipc';
import { RunsWatch } from '../runs/watch-runs';
import { parentPort } from './parent-port';

const port = parentPort();
let watch: RunsWatch | null = null;

port.onMessage((data) => {
  const command = watcherCommandSchema.parse(data);
  switch (command.type) {
    case 'watch':
      watch = new RunsWatch(command.runsFolder, (change) => port.postMessage(change));
      return;
    case 'visible':
      watch?.setVisible(command.visible);
      return;
    default:
      assertNever(command);
  }
});
