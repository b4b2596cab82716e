import type { Recipe } from '../../shared/recipe';
import type { Device } from '../../shared/run';
import { closeDataSet, type Images } from '../data/image-set';
import { openDataSet } from '../data/open-data-set';
import { startTensorFlow } from '../gan/tensorflow';
import { dataCacheFolder } from '../runs/locations';
import type { TrainingObserver } from './training-observer';

/** Starts TensorFlow, opens the recipe's data set for as long as `work` lasts, and closes it again. */
export async function onDataSet<Result>(
  recipe: Recipe,
  backend: Device['backend'],
  observer: TrainingObserver,
  stop: AbortSignal,
  work: (images: Images, device: Device) => Promise<Result>,
): Promise<Result> {
  observer.onStage('starting');
  const device = await startTensorFlow({ backend });
  observer.onDevice(device);
  const dataSet = await openDataSet(recipe.data.source, {
    shape: recipe.data,
    cacheFolder: dataCacheFolder(),
    signal: stop,
    onProgress: (progress) => observer.onPacking?.(progress),
  });
  try {
    return await work(dataSet.training, device);
  } finally {
    closeDataSet(dataSet);
  }
}
