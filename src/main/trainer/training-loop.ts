import { labelsInTurn } from '../../shared/labels';
import { epochAt, type Recipe } from '../../shared/recipe';
import {
  sheetSampleCount,
  type EpochMetrics,
  type RunRecord,
  type RunSummary,
  type Samples,
  type StepMetrics,
} from '../../shared/run';
import type { Batches } from '../data/batches';
import type { Fit } from '../data/fit';
import type { GanSession } from '../gan/session';
import type { RunWriter } from '../runs/run-writer';
import { checkMetricsFinite, checkTensorsFinite } from './divergence';
import type { EpochMeans } from './epoch-means';
import type { LiveSheetPace } from './live-sheet-pace';
import type { MetricsBatch } from './metrics-batch';
import { drawForBoth, drawForDiscriminator, drawForGenerator, mirrorAtRandom } from './step-inputs';
import type { TrainingClock } from './training-clock';
import type { TrainingObserver } from './training-observer';
import type { TurnTaking } from './turn-taking';

/** Everything that one run holds while it trains. */
export interface Training {
  readonly recipe: Recipe;
  readonly imageCount: number;
  /** Where it begins. */
  readonly from: {
    readonly step: number;
    /** Steps before this run's own clock began: those of the run that it goes on with. */
    readonly ownFrom: number;
    /** Newest stored sheet. */
    readonly sheetStep: number | null;
    /** Whether its first values are those of another run. */
    readonly inherited: boolean;
  };
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

/** Why a training is stopped that the person means to go on with. */
export const pauseReason = 'paused';

/** Seconds between two rewrites of run.json. */
const recordInterval = 5;

/** Trains from the step that the run stands at to its end or to `stop`, which ends after the step in progress. */
export async function runSteps(training: Training, stop: AbortSignal): Promise<RunSummary> {
  const { recipe, writer, observer, clock, metrics, epochMeans } = training;
  let latest: StepMetrics | null = null;
  let { step, sheetStep } = training.from;
  let savedAt = clock.seconds();
  let recordedAt = clock.seconds();
  if (sheetStep === null) {
    await storeSheet(training, step);
    sheetStep = step;
  }
  // what it goes on from is in another run's folder, which a person may delete
  if (training.from.inherited) await saveCheckpoint(training, step);
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
    if (isCheckpointDue(recipe, step, clock.seconds() - savedAt)) {
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
  if (complete) return writer.finish('finished', null);
  return writer.finish(stop.reason === pauseReason ? 'paused' : 'stopped', null);
}

/** @param seconds since the last one */
function isCheckpointDue({ checkpoints }: Recipe, step: number, seconds: number): boolean {
  const { everySteps, everySeconds } = checkpoints;
  return seconds >= everySeconds || (everySteps !== null && step % everySteps === 0);
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
export function lastEpoch(epochMeans: EpochMeans): readonly EpochMetrics[] {
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

async function saveCheckpoint(training: Training, step: number): Promise<void> {
  const { session, writer, turns, metrics } = training;
  // a run that goes on from here has the curves that led to it
  await handOn(training, metrics.rest());
  const tensors = session.read();
  checkTensorsFinite(step, tensors);
  await writer.writeCheckpoint(step, tensors, turns.state());
}

function progress(
  { clock, from }: Training,
  latest: StepMetrics,
): Pick<RunRecord, 'step' | 'epoch' | 'seconds' | 'stepsPerSecond' | 'latestMetrics'> {
  const seconds = clock.seconds();
  return {
    step: latest.step,
    epoch: latest.epoch,
    seconds,
    stepsPerSecond: (latest.step - from.ownFrom) / seconds,
    latestMetrics: latest,
  };
}

/** Lets messages in (stop, hidden, closed) between two steps; a step blocks its thread. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
