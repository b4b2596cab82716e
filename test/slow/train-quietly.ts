import { train } from '../../src/main/trainer/train';
import { openCheckpoint, type Checkpoint } from '../../src/main/runs/checkpoint';
import type { Recipe } from '../../src/shared/recipe';
import type { EpochMetrics } from '../../src/shared/run';

/**
 * Trains a recipe to its end as the command line does.
 *
 * @param onEpoch gets the means of each epoch in order
 * @returns its last checkpoint
 */
export async function trainQuietly(
  recipe: Recipe,
  runsFolder: string,
  onEpoch: (means: EpochMetrics) => void = () => undefined,
): Promise<Checkpoint> {
  const nobody = () => undefined;
  const silent = { onCreated: nobody, onDevice: nobody, onStage: nobody, onNotice: nobody, onSamples: nobody };
  const calm = { onPaused: nobody, onGoingOn: nobody };
  const observer = { ...silent, ...calm, onMetrics: nobody, onEpoch, wantsSamples: () => false };
  const { folder } = await train(
    { recipe, runsFolder, backend: 'tensorflow', tensorboard: false },
    observer,
    new AbortController().signal,
  );
  const { checkpoint } = await openCheckpoint(folder);
  return checkpoint;
}
