import { plannedSteps, type Recipe } from '../../shared/recipe';
import { failure } from '../../shared/result';
import type { Device, RunRecord, RunSummary, StepMetrics } from '../../shared/run';
import { studioVersion } from '../../shared/version';
import { createBatches } from '../data/batches';
import { fitImages } from '../data/fit';
import { closeDataSet, type Images } from '../data/image-set';
import { openDataSet } from '../data/open-data-set';
import { mixedPrecisionGain, mixedPrecisionWarning } from '../gan/mixed-precision';
import { createGanSession, type GanSession } from '../gan/session';
import { startTensorFlow, tensorFlowVersion } from '../gan/tensorflow';
import { createRun } from '../runs/create-run';
import { dataCacheFolder } from '../runs/locations';
import type { RunWriter } from '../runs/run-writer';
import { collectEpochMeans, type EpochMeans } from './epoch-means';
import { paceLiveSheets } from './live-sheet-pace';
import { collectMetrics } from './metrics-batch';
import { checkClasses } from './step-inputs';
import { startClock } from './training-clock';
import { drawFixedLatents, giveWay, lastEpoch, runSteps, type Training } from './training-loop';
import type { TrainingObserver } from './training-observer';
import { createTurnTaking } from './turn-taking';

export interface TrainingRequest {
  readonly recipe: Recipe;
  /** Absolute path of the folder that gets the run's folder. */
  readonly runsFolder: string;
  /** `js` is the slow pure-JavaScript backend, only where a person asked for it. */
  readonly backend: Device['backend'];
  /** Whether the run's numbers and sheets go into a TensorBoard event file as well. */
  readonly tensorboard: boolean;
}

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
