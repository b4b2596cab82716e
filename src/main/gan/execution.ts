import * as tf from '@tensorflow/tfjs-core';
import { drawsInsideStep, type Recipe } from '../../shared/recipe';
import type { NamedTensor, Shape } from '../../shared/tensor';
import type { GanModel } from './model';
import { createStepRandom } from './step-random';
import {
  bothSteps,
  discriminatorStep,
  generatorStep,
  type DiscriminatorInputs,
  type FakeSource,
  type GeneratorInputs,
} from './steps';

/** Which halves of a step run. */
export type StepEntry = 'discriminator' | 'generator' | 'both';

/** One input of a step as plain numbers; bytes are pixels, 0 to 255. */
export interface Feed {
  readonly values: Float32Array | Int32Array | Uint8Array;
  readonly shape: Shape;
}

export type InputName =
  | 'real'
  | 'realLabels'
  | 'mixing'
  | 'discriminatorLatents'
  | 'discriminatorLabels'
  | 'discriminatorStepSize'
  | 'discriminatorEpsilon'
  | 'secondStepSize'
  | 'secondEpsilon'
  | 'generatorLatents'
  | 'generatorLabels'
  | 'generatorStepSize'
  | 'generatorEpsilon'
  | 'averageDecay'
  | 'insideSeed';

/** What of a recipe decides what its steps are fed. */
export type FedParts = Pick<Recipe, 'objective' | 'classes' | 'networks' | 'augmentation'>;

/** What an entry is fed. */
export function inputNames(entry: StepEntry, recipe: FedParts): readonly InputName[] {
  const { objective, classes } = recipe;
  const { sharedFake, separateHalves, gradientPenalty } = objective;
  const when = (condition: boolean, ...names: readonly InputName[]): readonly InputName[] => (condition ? names : []);
  const labelled = classes !== null;
  const ofDiscriminator: readonly InputName[] = [
    ...['real', 'discriminatorLatents', 'discriminatorStepSize', 'discriminatorEpsilon'],
    ...when(labelled, 'realLabels', 'discriminatorLabels'),
    ...when(separateHalves, 'secondStepSize', 'secondEpsilon'),
    ...when(gradientPenalty?.kind === 'interpolated', 'mixing'),
  ] as readonly InputName[];
  const source = ['generatorLatents', ...when(labelled, 'generatorLabels')] as const;
  const ofGenerator = ['generatorStepSize', 'generatorEpsilon', 'averageDecay'] as const;
  const ofAll = when(drawsInsideStep(recipe), 'insideSeed');
  switch (entry) {
    case 'discriminator':
      return [...ofDiscriminator, ...ofAll];
    case 'generator':
      return [...source, ...ofGenerator, ...ofAll];
    case 'both':
      return [...ofDiscriminator, ...when(!sharedFake, ...source), ...ofGenerator, ...ofAll];
  }
}

export type Feeds = Readonly<Partial<Record<InputName, Feed>>>;

export type StepNumbers = Readonly<Record<string, number>>;

/** What images are asked for. */
export interface DrawFeeds {
  /** [count, latent size] */
  readonly latents: Feed;
  /** [count, classes], 1 at the class; left out where the recipe knows none. */
  readonly labels?: Feed;
}

/** How the steps of a model are run: op by op as they are written, or recorded once and replayed as one graph. */
export interface Execution {
  step(entry: StepEntry, feeds: Feeds): StepNumbers;
  /** Images in evaluation mode: [count, height, width, channels], in the range of the recipe's pixels. */
  draw(asked: DrawFeeds, weights: 'ema' | 'raw'): Float32Array;
  /** Every variable in the order of the checkpoint. */
  read(): readonly NamedTensor[];
  /** Puts values back; names and shapes have been checked. */
  write(tensors: readonly NamedTensor[]): void;
  dispose(): void;
}

/** Names of the numbers that an entry gives, in their order. */
export function numbersOf(entry: StepEntry): readonly string[] {
  const ofDiscriminator = ['discriminatorLoss', 'realProbability', 'fakeProbability', 'discriminatorGradientNorm'];
  const ofGenerator = ['generatorLoss', 'generatorGradientNorm'];
  switch (entry) {
    case 'discriminator':
      return ofDiscriminator;
    case 'generator':
      return ofGenerator;
    case 'both':
      return [...ofDiscriminator, ...ofGenerator];
  }
}

/** Runs one entry of a model on tensors. @returns its numbers [count], because each reading waits for the device. */
export function runEntry(
  model: GanModel,
  entry: StepEntry,
  inputs: Readonly<Partial<Record<string, tf.Tensor>>>,
): tf.Tensor {
  return tf.tidy(() => {
    const results: Readonly<Record<string, tf.Tensor>> = stepOf(model, entry, inputs);
    return tf.stack(numbersOf(entry).map((name) => tensorOf(results, name)));
  });
}

function stepOf(model: GanModel, entry: StepEntry, inputs: Readonly<Partial<Record<string, tf.Tensor>>>) {
  const input = (name: InputName): tf.Tensor => tensorOf(inputs, name);
  const optional = (name: InputName): tf.Tensor | null => inputs[name] ?? null;
  const seed = optional('insideSeed');
  const random = seed && createStepRandom(seed);
  const forDiscriminator = (): DiscriminatorInputs => ({
    real: input('real'),
    realLabels: optional('realLabels'),
    source: { latents: input('discriminatorLatents'), labels: optional('discriminatorLabels') },
    factors: { stepSize: input('discriminatorStepSize'), epsilon: input('discriminatorEpsilon') },
    secondFactors: model.separateHalves ? { stepSize: input('secondStepSize'), epsilon: input('secondEpsilon') } : null,
    mixing: optional('mixing'),
    random,
  });
  const forGenerator = (source: FakeSource): GeneratorInputs => ({
    source,
    factors: { stepSize: input('generatorStepSize'), epsilon: input('generatorEpsilon') },
    averageDecay: input('averageDecay'),
    random,
  });
  const ownSource = (): FakeSource => ({ latents: input('generatorLatents'), labels: optional('generatorLabels') });
  switch (entry) {
    case 'discriminator':
      return discriminatorStep(model, forDiscriminator());
    case 'generator':
      return generatorStep(model, forGenerator(ownSource()));
    case 'both': {
      const ofDiscriminator = forDiscriminator();
      return bothSteps(model, ofDiscriminator, forGenerator(model.sharedFake ? ofDiscriminator.source : ownSource()));
    }
  }
}

function tensorOf(tensors: Readonly<Partial<Record<string, tf.Tensor>>>, name: string): tf.Tensor {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`A step has no "${name}".`);
  return tensor;
}

export function nameNumbers(entry: StepEntry, values: ArrayLike<number>): StepNumbers {
  return Object.fromEntries(numbersOf(entry).map((name, index) => [name, values[index] ?? Number.NaN]));
}
