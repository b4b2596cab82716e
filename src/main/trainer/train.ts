import { plannedSteps, type Recipe } from '../../shared/recipe';
import type { Device, RunSummary } from '../../shared/run';
import { createRun } from '../runs/create-run';
import { collectEpochMeans } from './epoch-means';
import { onDataSet } from './on-data-set';
import { currentVersions, trainRun } from './train-run';
import { prepareImages } from './training-images';
import type { TrainingObserver } from './training-observer';

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
export function train(
  { recipe, runsFolder, backend, tensorboard }: TrainingRequest,
  observer: TrainingObserver,
  stop: AbortSignal,
): Promise<RunSummary> {
  return onDataSet(recipe, backend, observer, stop, async (images, device) => {
    // what does not fit is refused before there is a folder
    const prepared = prepareImages(recipe, images);
    const steps = plannedSteps(recipe.schedule.length, recipe.schedule.batchSize, images.count);
    const writer = await createRun({
      ...{ runsFolder, recipe, device, tensorboard },
      plannedSteps: steps,
      dataSet: { name: images.name, imageCount: images.count, fingerprint: images.fingerprint },
      versions: currentVersions(),
    });
    observer.onCreated(writer, steps);
    const beginning = { step: 0, ownFrom: 0, seconds: 0, sheetStep: null, tensors: null, inherited: false };
    const from = { ...beginning, turns: null, notices: [], epochMeans: collectEpochMeans() };
    return trainRun({ recipe, images: prepared, device, steps, writer, from }, observer, stop);
  });
}
