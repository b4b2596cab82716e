/** The door of the trainer process: one training, then it ends. */
import { assertNever } from '../../shared/assert-never';
import { trainerCommandSchema, type TrainerMessage } from '../../shared/ipc';
import { failure, problemOf } from '../../shared/result';
import type { RunSummary } from '../../shared/run';
import { branch } from '../trainer/branch';
import { pauseReason } from '../trainer/training-loop';
import { resume } from '../trainer/resume';
import { train } from '../trainer/train';
import type { TrainingObserver } from '../trainer/training-observer';
import { createMetricsRelay } from './metrics-relay';
import { endOnUnexpectedErrors, parentPort } from './parent-port';
import { paceProgress } from './progress-pace';

const port = parentPort();
const stop = new AbortController();
let visible = true;
let retry = (): void => undefined;

const send = (message: TrainerMessage): void => port.postMessage(message);
const report = (error: unknown): void => send({ type: 'problem', ...problemOf(failure(error)) });

const metrics = createMetricsRelay((lines) => send({ type: 'metrics', lines }));

const observer: TrainingObserver = {
  onCreated: ({ id, folder }) => send({ type: 'created', runId: id, folder }),
  onDevice: (device) => send({ type: 'device', device }),
  onStage: (stage) => send({ type: 'stage', stage }),
  onPacking: paceProgress(({ done, total }) => send({ type: 'packing', done, total })),
  onNotice: () => {
    // the window reads it in run.json, as it does for runs that ended
  },
  onPaused: (error, again) => {
    retry = again;
    send({ type: 'paused', problem: problemOf(failure(error)) });
  },
  onGoingOn: () => send({ type: 'paused', problem: null }),
  onMetrics: (lines) => metrics.add(lines),
  onEpoch: (means) => send({ type: 'epoch', means }),
  wantsSamples: () => visible,
  onSamples: (samples) => send({ type: 'samples', samples }),
};

/** One training from its beginning to the process's end. */
async function run(training: () => Promise<RunSummary>): Promise<void> {
  try {
    const summary = await training();
    metrics.flush();
    send({ type: 'ended', summary });
  } catch (error) {
    report(error);
    process.exitCode = 1;
  } finally {
    // the port keeps the process alive; its work is done
    port.end({ type: 'stage', stage: 'ended' } satisfies TrainerMessage);
  }
}

endOnUnexpectedErrors(report);
port.onMessage((data) => {
  const command = trainerCommandSchema.parse(data);
  switch (command.type) {
    case 'start':
      void run(() => train({ ...command, backend: 'tensorflow' }, observer, stop.signal));
      return;
    case 'resume':
      void run(() => resume({ ...command, backend: 'tensorflow' }, observer, stop.signal));
      return;
    case 'branch':
      void run(() => branch({ ...command, backend: 'tensorflow' }, observer, stop.signal));
      return;
    case 'stop':
      stop.abort();
      return;
    case 'pause':
      stop.abort(pauseReason);
      return;
    case 'retry':
      retry();
      return;
    case 'watch':
      visible = command.visible;
      metrics.setVisible(visible);
      return;
    default:
      assertNever(command);
  }
});
