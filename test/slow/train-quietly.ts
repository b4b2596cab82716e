import { train } from '../../src/main/trainer/train';
import { openCheckpoint, type Checkpoint } from '../../src/main/runs/checkpoint';
import type { Recipe } from '../../src/shared/recipe';
import type { StepMetrics } from '../../src/shared/run';

/**
 * Trains a recipe to its end as the command line does.
 *
 * @param onMetrics gets every step's numbers in order
 * @returns its last checkpoint
 */
export async function trainQuietly(
  recipe: Recipe,
  runsFolder: string,
  onMetrics: (lines: readonly StepMetrics[]) => void = () => undefined,
): Promise<Checkpoint> {
  const nobody = () => undefined;
  const watched = { onCreated: nobody, onDevice: nobody, onStage: nobody, onNotice: nobody, onSamples: nobody };
  const observer = { ...watched, onMetrics, wantsSamples: () => false };
  const { folder } = await train({ recipe, runsFolder, backend: 'tensorflow' }, observer, new AbortController().signal);
  const { checkpoint } = await openCheckpoint(folder);
  return checkpoint;
}
