/** What a recipe needs, as far as it can be counted before a step was made. */
import { describeNetwork, plannedSteps, type NetworkRole, type Recipe } from '../../shared/recipe';
import { sheetSampleCount } from '../../shared/run';
import { elementCount } from '../../shared/tensor';

const bytesPerNumber = 4;

export interface RecipeCost {
  /** Trainable numbers. */
  readonly generatorParameters: number;
  readonly discriminatorParameters: number;
  /** What a checkpoint holds: networks, running statistics, the averaged generator and the optimisers' slots. Bytes. */
  readonly stateBytes: number;
  /** Of the whole trainer while it trains, an estimate without the images; see docs/cost.md. Bytes. */
  readonly memoryBytes: number;
}

/** Numbers that an optimiser keeps for each parameter. */
const slotsOf = { adam: 2, rmsProp: 1, sgd: 1 } as const;

/** What the trainer takes before it has a recipe: Node, TensorFlow and its libraries. Bytes. */
const baseBytes = 480e6;
/** Copies of each parameter in a step: its gradient and what the update makes of it. */
const parameterCopies = 2;
/** How much of what layers hand on is in memory at once, in their two passes. */
const handedCopies = 2.5;

export function recipeCost(recipe: Recipe): RecipeCost {
  const networks = {
    generator: describeNetwork(recipe, 'generator'),
    discriminator: describeNetwork(recipe, 'discriminator'),
  };
  const numbers = (role: NetworkRole): number => {
    const { kind } = recipe.optimisers[role];
    const isWithout =
      recipe.optimisers[role].kind === 'sgd' &&
      'momentum' in recipe.optimisers[role] &&
      recipe.optimisers[role].momentum === 0;
    return networks[role].parameterCount * (1 + (isWithout ? 0 : slotsOf[kind]));
  };
  const generatorParameters = networks.generator.parameterCount;
  const discriminatorParameters = networks.discriminator.parameterCount;
  const statistics = runningStatistics(recipe, 'generator') + runningStatistics(recipe, 'discriminator');
  const averaged = recipe.ema ? generatorParameters : 0;
  const stateBytes = (numbers('generator') + numbers('discriminator') + statistics + averaged) * bytesPerNumber;
  const handed = (role: NetworkRole): number =>
    networks[role].layers.reduce((sum, { outputShape }) => sum + elementCount(outputShape), 0);
  // real and made images in the discriminator
  const activations = (handed('generator') + 2 * handed('discriminator')) * recipe.schedule.batchSize;
  const step = parameterCopies * (generatorParameters + discriminatorParameters) + handedCopies * activations;
  return {
    generatorParameters,
    discriminatorParameters,
    stateBytes,
    memoryBytes: baseBytes + stateBytes + step * bytesPerNumber,
  };
}

/** Of the whole trainer with its images. Bytes. @param images count and [height, width, channels] of the data set */
export function memoryForecast(
  recipe: Recipe,
  images: { readonly imageCount: number; readonly imageShape: readonly number[] },
): number {
  return recipeCost(recipe).memoryBytes + images.imageCount * elementCount(images.imageShape);
}

/** Mean and variance for every channel of every batch norm. */
function runningStatistics(recipe: Recipe, role: NetworkRole): number {
  return describeNetwork(recipe, role)
    .layers.filter(({ layer }) => layer.kind === 'batchNorm')
    .reduce((sum, { inputShape }) => sum + 2 * (inputShape.at(-1) ?? 0), 0);
}

/** How long the recipe's length takes; null where that depends on a pace that is not known. Seconds. */
export function expectedSeconds(recipe: Recipe, imageCount: number, stepsPerSecond: number | null): number | null {
  const { length, batchSize } = recipe.schedule;
  if (length.unit === 'minutes') return length.amount * 60;
  const steps = plannedSteps(length, batchSize, imageCount);
  return steps === null || stepsPerSecond === null ? null : steps / stepsPerSecond;
}

/** Steps that the length comes to; null where that depends on a pace that is not known. */
export function expectedSteps(recipe: Recipe, imageCount: number, stepsPerSecond: number | null): number | null {
  const { length, batchSize } = recipe.schedule;
  if (length.unit !== 'minutes') return plannedSteps(length, batchSize, imageCount);
  return stepsPerSecond === null ? null : length.amount * 60 * stepsPerSecond;
}

/** Of a line of metrics.jsonl, and of what an event file holds for a step. Bytes. */
const metricsLineBytes = 300;
const eventStepBytes = 330;
/** Bytes that a pixel of a sheet takes in its PNG: images of noise hardly get smaller, good ones by half. */
const sheetByteShare = 0.75;

/** How long a run will be, as far as it is known. */
export interface ExpectedLength {
  /** Null: all is counted but what grows with them. */
  readonly steps: number | null;
  /** Null: as many checkpoints as are ever kept. */
  readonly seconds: number | null;
}

/** The most that the run's folder will take. Bytes. */
export function diskForecast(recipe: Recipe, { steps, seconds }: ExpectedLength, tensorboard: boolean): number {
  const { side, channels } = recipe.data;
  const { stateBytes } = recipeCost(recipe);
  const sheet = sheetSampleCount * side * side * channels * sheetByteShare;
  const known = steps ?? 0;
  const sheets = Math.floor(known / recipe.samples.everySteps) + 2;
  const events = tensorboard ? known * eventStepBytes + sheets * sheet : 0;
  return checkpointCount(recipe, { steps, seconds }) * stateBytes + sheets * sheet + known * metricsLineBytes + events;
}

/** Those that lie on the disk at once: the newest is whole before the oldest goes. A short run writes fewer. */
function checkpointCount({ checkpoints }: Recipe, { steps, seconds }: ExpectedLength): number {
  const { everySeconds, everySteps, keep } = checkpoints;
  // the last one is written at the end, whether or not it is due just then
  const before = (length: number | null, every: number): number =>
    length === null ? keep : Math.max(0, Math.ceil(length / every) - 1);
  const bySteps = everySteps === null ? 0 : before(steps, everySteps);
  return Math.min(keep + 1, before(seconds, everySeconds) + bySteps + 1);
}
