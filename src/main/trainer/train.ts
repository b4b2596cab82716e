import { labelsInTurn } from '../../shared/labels';
import { drawLatents } from '../../shared/latents';
import { randomStreams } from '../../shared/random';
import { epochAt, plannedSteps, type Recipe } from '../../shared/recipe';
import { failure } from '../../shared/result';
import {
  sheetSampleCount,
  type Device,
  type EpochMetrics,
  type RunRecord,
  type RunSummary,
  type Samples,
  type StepMetrics,
} from '../../shared/run';
import { createBatches, type Batches } from '../data/batches';
import { fitImages, type Fit } from '../data/fit';
import { closeDataSet, type Images } from '../data/image-set';
import { openDataSet } from '../data/open-data-set';
import type { PackProgress } from '../data/pack';
import { mixedPrecisionGain, mixedPrecisionWarning } from '../gan/mixed-precision';
import { createGanSession, type GanSession } from '../gan/session';
import { startTensorFlow, tensorFlowVersion } from '../gan/tensorflow';
import { dataCacheFolder } from '../runs/locations';
import { createRun, type RunWriter } from '../runs/run-writer';
import type { RunStage } from '../../shared/ipc';
import { studioVersion } from '../../shared/version';
import { checkMetricsFinite, checkTensorsFinite } from './divergence';
import { collectEpochMeans, type EpochMeans } from './epoch-means';
import { paceLiveSheets, type LiveSheetPace } from './live-sheet-pace';
import { collectMetrics, type MetricsBatch } from './metrics-batch';
import { checkClasses, drawForBoth, drawForDiscriminator, drawForGenerator, mirrorAtRandom } from './step-inputs';
import { startClock, type TrainingClock } from './training-clock';
import { createTurnTaking, type TurnTaking } from './turn-taking';

export interface TrainingRequest {
  readonly recipe: Recipe;
  /** Absolute path of the folder that gets the run's folder. */
  readonly runsFolder: string;
  /** `js` is the slow pure-JavaScript backend, only where a person asked for it. */
  readonly backend: Device['backend'];
  /** Whether the run's numbers and sheets go into a TensorBoard event file as well. */
  readonly tensorboard: boolean;
}

/** Who watches a run. Called on the trainer's thread, between steps. */
export interface TrainingObserver {
  /** @param plannedSteps null where only the clock ends the run */
  onCreated(run: Pick<RunWriter, 'id' | 'folder'>, plannedSteps: number | null): void;
  onDevice(device: Device): void;
  onStage(stage: RunStage): void;
  /** While a data set is packed, the first time it is used; called after every few images. */
  onPacking?(progress: PackProgress): void;
  /** A sentence about what goes otherwise than the recipe says; run.json keeps it. */
  onNotice(notice: string): void;
  /** In order, at most ten times a second, no step left out. */
  onMetrics(lines: readonly StepMetrics[]): void;
  /** After the last step of each epoch, and at the end of the run where it lies in the midst of one. */
  onEpoch(means: EpochMetrics): void;
  /** Asked before each live sheet; where nobody watches none is drawn. */
  wantsSamples(): boolean;
  onSamples(samples: Samples): void;
}

/** Everything that one run holds while it trains. */
interface Training {
  readonly recipe: Recipe;
  readonly imageCount: number;
  readonly steps: number | null;
  readonly session: GanSession;
  readonly batches: Batches;
  readonly fit: Fit;
  readonly writer: RunWriter;
  readonly observer: TrainingObserver;
  readonly clock: TrainingClock;
  readonly metrics: MetricsBatch;
  readonly epochMeans: EpochMeans;
  readonly pace: LiveSheetPace;
  readonly turns: TurnTaking;
  readonly fixedLatents: Float32Array;
}

/** Seconds between two rewrites of run.json. */
const recordInterval = 5;

/**
 * Turns a recipe into a run: batch → step → (metrics, samples, checkpoint), until the recipe's length or `stop`.
 * Stopping ends after the step in progress, with a sheet and a checkpoint.
 *
 * @returns the finished or stopped run
 * @throws StudioError where the run cannot start or go on; a run folder that exists by then says so as well
 */
export async function train(
  request: TrainingRequest,
  observer: TrainingObserver,
  stop: AbortSignal,
): Promise<RunSummary> {
  const { recipe } = request;
  observer.onStage('starting');
  const device = await startTensorFlow({ backend: request.backend });
  observer.onDevice(device);
  const dataSet = await openDataSet(recipe.data.source, {
    shape: recipe.data,
    cacheFolder: dataCacheFolder(),
    signal: stop,
    onProgress: (progress) => observer.onPacking?.(progress),
  });
  try {
    return await trainOn(dataSet.training, request, observer, stop, device);
  } finally {
    closeDataSet(dataSet);
  }
}

async function trainOn(
  images: Images,
  request: TrainingRequest,
  observer: TrainingObserver,
  stop: AbortSignal,
  device: Device,
): Promise<RunSummary> {
  const { recipe } = request;
  checkClasses(recipe, images);
  const fit = fitImages(recipe, images);
  const batches = createBatches(images, recipe.schedule.batchSize, recipe.seed);
  const steps = plannedSteps(recipe.schedule.length, recipe.schedule.batchSize, images.count);
  const writer = await createRun({
    runsFolder: request.runsFolder,
    recipe,
    plannedSteps: steps,
    dataSet: { name: images.name, imageCount: images.count, fingerprint: images.fingerprint },
    versions: currentVersions(),
    device,
    tensorboard: request.tensorboard,
  });
  observer.onCreated(writer, steps);
  const metrics = collectMetrics();
  const epochMeans = collectEpochMeans();
  try {
    if (recipe.execution === 'compiled') {
      observer.onStage('compiling');
      // compiling blocks the thread; whoever watches hears of it first
      await giveWay();
    }
    const turns = createTurnTaking(recipe.schedule.turns);
    const session = createGanSession(recipe, { entries: turns.entries });
    try {
      await tellDeviations(session, device, writer, observer);
      const training: Training = {
        recipe,
        imageCount: images.count,
        steps,
        session,
        batches,
        fit,
        writer,
        observer,
        clock: startClock(),
        metrics,
        epochMeans,
        pace: paceLiveSheets(),
        turns,
        fixedLatents: drawFixedLatents(recipe),
      };
      observer.onStage('training');
      return await runSteps(training, stop);
    } finally {
      session.dispose();
    }
  } catch (error) {
    await recordFailure(writer, metrics.rest(), epochMeans, error);
    throw error;
  }
}

/** Says where a run is made otherwise than its recipe says, and what its precision gains nothing of. */
async function tellDeviations(
  session: GanSession,
  device: Device,
  writer: RunWriter,
  observer: TrainingObserver,
): Promise<void> {
  const { execution, precision } = session;
  const slow = precision === 'mixed' && (await mixedPrecisionGain(device)) === 'loses' ? mixedPrecisionWarning : null;
  const notices = [session.notice, slow].filter((notice) => notice !== null);
  await writer.update({ execution, precision, notices });
  for (const notice of notices) {
    observer.onNotice(notice);
    await writer.log(notice);
  }
}

async function runSteps(training: Training, stop: AbortSignal): Promise<RunSummary> {
  const { recipe, writer, observer, clock, metrics, epochMeans } = training;
  let latest: StepMetrics | null = null;
  let step = 0;
  let sheetStep = 0;
  let savedAt = 0;
  let recordedAt = 0;
  await storeSheet(training, step);
  while (!stop.aborted && !isComplete(training, step)) {
    step++;
    latest = trainStep(training, step);
    const due = metrics.add(latest);
    if (due) await handOn(training, due);
    if (step % recipe.samples.everySteps === 0) {
      await storeSheet(training, step);
      sheetStep = step;
    } else {
      showLiveSheet(training, step);
    }
    if (clock.seconds() - savedAt >= recipe.checkpoints.everySeconds) {
      await saveCheckpoint(training, step);
      savedAt = clock.seconds();
    }
    if (clock.seconds() - recordedAt >= recordInterval) {
      await writer.update(progress(training, latest));
      recordedAt = clock.seconds();
    }
    await giveWay();
  }
  const complete = isComplete(training, step);
  observer.onStage('saving');
  await handOn(training, metrics.rest());
  await handOnEpochs(training, lastEpoch(epochMeans));
  if (step !== sheetStep) await storeSheet(training, step);
  await saveCheckpoint(training, step);
  if (latest) await writer.update(progress(training, latest));
  return writer.finish(complete ? 'finished' : 'stopped', null);
}

function isComplete({ steps, recipe, clock }: Training, step: number): boolean {
  if (steps !== null) return step >= steps;
  const { length } = recipe.schedule;
  return length.unit === 'minutes' && clock.seconds() >= length.amount * 60;
}

/** Draws the step's inputs, lets each network have its turn and checks the numbers. */
function trainStep(training: Training, step: number): StepMetrics {
  const { recipe, session, batches, fit, clock, imageCount, turns } = training;
  const { batchSize } = recipe.schedule;
  const { pixels, labels } = batches.batch(step);
  const epoch = epochAt(step - 1, batchSize, imageCount);
  const shown = {
    epoch,
    real: mirrorAtRandom(recipe, step, fit(pixels)),
    realLabels: recipe.classes === null ? null : labels,
  };
  const result = turns.take(step, epoch, {
    both: () => session.step('both', { ...drawForBoth(recipe, step), ...shown }),
    discriminator: () => session.step('discriminator', { ...drawForDiscriminator(recipe, step), ...shown }),
    generator: (turn) => session.step('generator', { ...drawForGenerator(recipe, step, turn), epoch }),
  });
  const metrics: StepMetrics = {
    step,
    epoch: epochAt(step, batchSize, imageCount),
    seconds: clock.seconds(),
    ...result,
  };
  checkMetricsFinite(metrics);
  return metrics;
}

async function handOn(training: Training, lines: readonly StepMetrics[]): Promise<void> {
  const { writer, observer, epochMeans } = training;
  if (lines.length === 0) return;
  await writer.appendMetrics(lines);
  observer.onMetrics(lines);
  await handOnEpochs(training, epochMeans.take(lines));
}

async function handOnEpochs({ writer, observer }: Training, epochs: readonly EpochMetrics[]): Promise<void> {
  await writer.appendEpochs(epochs);
  for (const means of epochs) observer.onEpoch(means);
}

/** What is kept of an epoch that the run's end cuts short. */
function lastEpoch(epochMeans: EpochMeans): readonly EpochMetrics[] {
  const rest = epochMeans.rest();
  return rest === null ? [] : [rest];
}

function drawSheet({ session, recipe, fixedLatents }: Training, step: number): Samples {
  const { side, channels } = recipe.data;
  const labels = recipe.classes === null ? {} : { labels: labelsInTurn(recipe.classes, sheetSampleCount) };
  const pixels = session.sample(fixedLatents, labels);
  return { step, shape: [sheetSampleCount, side, side, channels], pixels };
}

/** The sheet that the recipe asks for: kept in the run folder, and shown. */
async function storeSheet(training: Training, step: number): Promise<void> {
  const { writer, observer } = training;
  const samples = drawSheet(training, step);
  await writer.writeSheet(samples);
  if (observer.wantsSamples()) observer.onSamples(samples);
}

/** A sheet only to be watched; costs a small share of the time and nothing where nobody watches. */
function showLiveSheet(training: Training, step: number): void {
  const { observer, clock, pace } = training;
  if (!observer.wantsSamples()) return;
  const start = clock.seconds();
  if (!pace.isDue(start)) return;
  observer.onSamples(drawSheet(training, step));
  const end = clock.seconds();
  pace.drawn(end, end - start);
}

async function saveCheckpoint({ session, writer }: Training, step: number): Promise<void> {
  const tensors = session.read();
  checkTensorsFinite(step, tensors);
  await writer.writeCheckpoint(step, tensors);
}

function progress(
  { clock }: Training,
  latest: StepMetrics,
): Pick<RunRecord, 'step' | 'epoch' | 'seconds' | 'stepsPerSecond' | 'latestMetrics'> {
  const seconds = clock.seconds();
  return {
    step: latest.step,
    epoch: latest.epoch,
    seconds,
    stepsPerSecond: latest.step / seconds,
    latestMetrics: latest,
  };
}

/** Lets messages in (stop, hidden, closed) between two steps; a step blocks its thread. */
function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function drawFixedLatents(recipe: Recipe): Float32Array {
  const position = { seed: recipe.seed, stream: randomStreams.fixedLatents, step: 0 } as const;
  return drawLatents(recipe.latent, position, sheetSampleCount);
}

function currentVersions(): RunRecord['versions'] {
  return {
    studio: studioVersion,
    node: process.versions.node,
    tensorflow: tensorFlowVersion(),
    electron: process.versions['electron'] ?? null,
  };
}

/** Keeps the steps not yet written and marks the run failed; where either fails too, the first error still counts. */
async function recordFailure(
  writer: RunWriter,
  lines: readonly StepMetrics[],
  epochMeans: EpochMeans,
  error: unknown,
): Promise<void> {
  const attempts = [
    () => writer.appendMetrics(lines),
    () => writer.appendEpochs([...epochMeans.take(lines), ...lastEpoch(epochMeans)]),
    () => writer.finish('failed', failure(error).message),
  ];
  for (const attempt of attempts) {
    try {
      await attempt();
    } catch (second) {
      await writer.log(`The failure could not be recorded: ${failure(second).message}`).catch(() => {
        // the log lies in the same folder that cannot be written; the caller gets the first error
      });
    }
  }
}
