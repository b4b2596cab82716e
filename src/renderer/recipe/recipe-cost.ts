/** What a recipe needs, as far as it can be counted before a step was made. */
import { describeNetwork, plannedSteps, type NetworkRole, type Recipe } from '../../shared/recipe';
import type { RunSummary } from '../../shared/run';

const bytesPerNumber = 4;

export interface RecipeCost {
  /** Trainable numbers. */
  readonly generatorParameters: number;
  readonly discriminatorParameters: number;
  /** Both networks, their running statistics, the averaged generator and Adam's two moments. Bytes. */
  readonly stateBytes: number;
}

export function recipeCost(recipe: Recipe): RecipeCost {
  const generatorParameters = describeNetwork(recipe, 'generator').parameterCount;
  const discriminatorParameters = describeNetwork(recipe, 'discriminator').parameterCount;
  const trained = generatorParameters + discriminatorParameters;
  const statistics = runningStatistics(recipe, 'generator') + runningStatistics(recipe, 'discriminator');
  const averaged = recipe.ema ? generatorParameters : 0;
  return {
    generatorParameters,
    discriminatorParameters,
    stateBytes: (3 * trained + statistics + averaged) * bytesPerNumber,
  };
}

/** Mean and variance for every channel of every batch norm. */
function runningStatistics(recipe: Recipe, role: NetworkRole): number {
  return describeNetwork(recipe, role)
    .layers.filter(({ layer }) => layer.kind === 'batchNorm')
    .reduce((sum, { inputShape }) => sum + 2 * (inputShape.at(-1) ?? 0), 0);
}

/** Steps a second that earlier runs of this preset really reached here; null where there are none. */
export function measuredPace(
  preset: string,
  runs: readonly RunSummary[],
): { stepsPerSecond: number; runs: number } | null {
  const paces = runs
    .filter((run) => run.preset === preset && run.state !== 'running' && run.stepsPerSecond > 0)
    .map((run) => run.stepsPerSecond)
    .sort((a, b) => a - b);
  const middle = paces[Math.floor(paces.length / 2)];
  return middle === undefined ? null : { stepsPerSecond: middle, runs: paces.length };
}

/** How long the recipe's length takes; null where that depends on a pace that nobody has measured. Seconds. */
export function expectedSeconds(recipe: Recipe, imageCount: number, stepsPerSecond: number | null): number | null {
  const { length, batchSize } = recipe.schedule;
  if (length.unit === 'minutes') return length.amount * 60;
  const steps = plannedSteps(length, batchSize, imageCount);
  return steps === null || stepsPerSecond === null ? null : steps / stepsPerSecond;
}
