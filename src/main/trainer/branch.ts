import { basename } from 'node:path';
import { epochAt, plannedSteps, type Recipe } from '../../shared/recipe';
import type { Device, RunSummary } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded, type Worded } from '../../shared/wording/worded';
import { openCheckpoint, type Checkpoint } from '../runs/checkpoint';
import { createRun } from '../runs/create-run';
import { collectEpochMeans } from './epoch-means';
import { onDataSet } from './on-data-set';
import { passedOverNotices } from './passed-over';
import { currentVersions, trainRun, type StartingPoint } from './train-run';
import { prepareImages } from './training-images';
import type { TrainingObserver } from './training-observer';

export interface BranchRequest {
  /** Of the run to go on from, absolute; it stays as it is. */
  readonly parentFolder: string;
  /** Which of its checkpoints; null = the newest good one. */
  readonly step: number | null;
  /** What to go on with; its length counts from the parent's first step. */
  readonly recipe: Recipe;
  /** Absolute path of the folder that gets the run's folder. */
  readonly runsFolder: string;
  readonly backend: Device['backend'];
  /** Whether the run's numbers and sheets go into a TensorBoard event file as well. */
  readonly tensorboard: boolean;
}

/**
 * Trains a run of its own from a checkpoint of another, which run.json names as its parent. Its steps count on from there;
 * its clock and its curves begin anew. What the changed recipe has no use for is left, what is missing begins anew, and
 * run.json says both.
 *
 * @throws StudioError where the parent has no such checkpoint, nothing is left to do, or the run cannot start or go on
 */
export async function branch(
  request: BranchRequest,
  observer: TrainingObserver,
  stop: AbortSignal,
): Promise<RunSummary> {
  const { parentFolder, recipe, runsFolder, backend, tensorboard } = request;
  const { checkpoint, skipped } = await openCheckpoint(parentFolder, request.step ?? undefined);
  const damaged = passedOverNotices({ skipped, checkpoint });
  for (const notice of damaged) observer.onNotice(notice);
  return onDataSet(recipe, backend, observer, stop, async (images, device) => {
    const prepared = prepareImages(recipe, images);
    const { length, batchSize } = recipe.schedule;
    const steps = plannedSteps(length, batchSize, images.count);
    checkSomethingLeft(parentFolder, checkpoint, steps);
    const writer = await createRun({
      ...{ runsFolder, recipe, device, tensorboard },
      plannedSteps: steps,
      dataSet: { name: images.name, imageCount: images.count, fingerprint: images.fingerprint },
      versions: currentVersions(),
      parent: { run: basename(parentFolder), step: checkpoint.step },
    });
    observer.onCreated(writer, steps);
    await writer.log(`Goes on from step ${checkpoint.step} of ${parentFolder}.`);
    const from = startingPoint(checkpoint, recipe, epochAt(checkpoint.step, batchSize, images.count), damaged);
    return trainRun({ recipe, images: prepared, device, steps, writer, from }, observer, stop);
  });
}

function checkSomethingLeft(parentFolder: string, { step }: Checkpoint, steps: number | null): void {
  if (steps === null || step < steps) return;
  const message = worded('run.nothingLeftBranch', { folder: parentFolder, done: step, wanted: steps });
  throw new StudioError('invalid-request', message);
}

function startingPoint(
  { step, tensors, turns, recipe: earlier }: Checkpoint,
  recipe: Recipe,
  epoch: number,
  notices: readonly Worded[],
): StartingPoint {
  const sameTurns = JSON.stringify(earlier.schedule.turns) === JSON.stringify(recipe.schedule.turns);
  return {
    ...{ step, ownFrom: step, seconds: 0, sheetStep: null, tensors, inherited: true, notices },
    turns: (sameTurns && turns) || null,
    epochMeans: collectEpochMeans(epoch),
  };
}
