import { join } from 'node:path';
import type { RunLength } from '../../shared/recipe';
import type { RunSummary } from '../../shared/run';
import { readEpochs } from '../runs/read-epochs';
import { hasEventFiles, runLayout } from '../runs/run-layout';
import { readRunRecord } from '../runs/run-record';
import { newestSheet } from '../runs/sheet-files';
import type { TrainingObserver } from '../trainer/training-observer';
import { formatDuration } from './duration';
import { printNotice, printResult } from './output';
import { packingLine } from './packing-line';
import { progressLine, type ProgressLine } from './progress-line';
import { stopOnSignals } from './stop-on-signals';
import { terminalError } from './terminal-error';

export interface TerminalTraining {
  readonly preset: string;
  /** Where it ends. */
  readonly length: RunLength;
  /** Result as one JSON line on standard output. */
  readonly json: boolean;
}

/** Shows a training on standard error until it ends or Ctrl-C stops it, then prints what became of it. */
export async function trainOnTerminal(
  { preset, length, json }: TerminalTraining,
  begin: (observer: TrainingObserver, stop: AbortSignal) => Promise<RunSummary>,
): Promise<void> {
  const stop = stopOnSignals('Stopping after this step; everything is kept. Once more ends at once.');
  const watch = watchOnTerminal(preset, length);
  let summary: RunSummary;
  try {
    summary = await begin(watch.observer, stop.signal);
  } finally {
    watch.line.end();
    stop.release();
  }
  await printRun(summary, json);
}

async function printRun(summary: RunSummary, json: boolean): Promise<void> {
  const record = await readRunRecord(summary.folder);
  const epochs = await readEpochs(join(summary.folder, runLayout.epochs));
  const result = {
    run: summary.folder,
    state: summary.state,
    step: record.step,
    epoch: record.epoch,
    seconds: record.seconds,
    stepsPerSecond: record.stepsPerSecond,
    device: record.device?.name ?? null,
    execution: record.execution,
    precision: record.precision,
    discriminatorLoss: record.latestMetrics?.discriminatorLoss ?? null,
    generatorLoss: record.latestMetrics?.generatorLoss ?? null,
    lastEpoch: epochs.last,
    tensorboard: (await hasEventFiles(summary.folder)) ? join(summary.folder, runLayout.tensorboard) : null,
  };
  const sheet = await newestSheet(summary.folder);
  const text = [
    `${summary.state === 'finished' ? 'Finished' : 'Stopped'} after ${record.step} steps, ${formatDuration(record.seconds)}, ${record.stepsPerSecond.toFixed(1)} steps/s on ${result.device ?? 'an unknown device'}.`,
    `Run: ${summary.folder}`,
    ...(sheet === null ? [] : [`Sheet: ${sheet}`]),
    ...(result.tensorboard === null ? [] : [`TensorBoard: tensorboard --logdir '${summary.folder}'`]),
  ].join('\n');
  printResult(result, text, json);
}

/**
 * Shows a training on standard error: a sentence for each stage, a line that moves on with the steps, a line an epoch.
 *
 * @param length where it ends
 */
function watchOnTerminal(
  preset: string,
  length: RunLength,
): { readonly observer: TrainingObserver; readonly line: ProgressLine } {
  let steps: number | null = null;
  let paused = false;
  const line = progressLine(process.stderr, (latest, stepsPerSecond) => {
    if (length.unit === 'minutes') return Math.max(0, length.amount * 60 - latest.seconds);
    return steps === null || stepsPerSecond === 0 ? null : (steps - latest.step) / stepsPerSecond;
  });
  const observer: TrainingObserver = {
    onCreated: ({ folder }, plannedSteps) => {
      steps = plannedSteps;
      printNotice(`Run folder: ${folder}`);
    },
    onDevice: (device) => {
      printNotice(`Training ${preset} on ${device.name}.`);
      if (device.backend === 'js')
        printNotice('This is the pure-JavaScript backend: many times slower than TensorFlow.');
    },
    onStage: (stage) => {
      if (stage === 'starting') printNotice('Starting TensorFlow and reading the data set.');
      if (stage === 'compiling') printNotice('Compiling the training step into one graph.');
      if (stage !== 'saving') return;
      line.end();
      printNotice('Saving the last sheet and a checkpoint.');
    },
    onPacking: packingLine(),
    onNotice: printNotice,
    onPaused: ({ message }) => {
      if (paused) return;
      paused = true;
      line.end();
      printNotice(`Training waits: ${message}\nIt goes on by itself once that is mended; Ctrl-C ends it.`);
    },
    onGoingOn: () => {
      paused = false;
      printNotice('Going on.');
    },
    onMetrics: (lines) => line.show(lines),
    onEpoch: (means) => line.showEpoch(means),
    wantsSamples: () => false,
    onSamples: () => {
      throw terminalError('internal', 'A sheet was drawn although nobody watches.');
    },
  };
  return { observer, line };
}
