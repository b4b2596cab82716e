import * as tf from '@tensorflow/tfjs-core';
import type { NamedTensor, Shape } from '../../shared/tensor';
import type { GanModel } from './model';
import { bothSteps, discriminatorStep, generatorStep } from './steps';

/** Which halves of a step run. */
export type StepEntry = 'discriminator' | 'generator' | 'both';

/** One input of a step as plain numbers; bytes are pixels, 0 to 255. */
export interface Feed {
  readonly values: Float32Array | Uint8Array;
  readonly shape: Shape;
}

export type InputName =
  | 'real'
  | 'discriminatorLatents'
  | 'discriminatorStepSize'
  | 'discriminatorEpsilon'
  | 'generatorLatents'
  | 'generatorStepSize'
  | 'generatorEpsilon'
  | 'averageDecay';

/** What an entry is fed. */
export function inputNames(entry: StepEntry, sharedFake: boolean): readonly InputName[] {
  const ofDiscriminator = ['real', 'discriminatorLatents', 'discriminatorStepSize', 'discriminatorEpsilon'] as const;
  const ofGenerator = ['generatorStepSize', 'generatorEpsilon', 'averageDecay'] as const;
  switch (entry) {
    case 'discriminator':
      return ofDiscriminator;
    case 'generator':
      return ['generatorLatents', ...ofGenerator];
    case 'both':
      return [...ofDiscriminator, ...(sharedFake ? [] : (['generatorLatents'] as const)), ...ofGenerator];
  }
}

export type Feeds = Readonly<Partial<Record<InputName, Feed>>>;

export type StepNumbers = Readonly<Record<string, number>>;

/** How the steps of a model are run: op by op as they are written, or recorded once and replayed as one graph. */
export interface Execution {
  step(entry: StepEntry, feeds: Feeds): StepNumbers;
  /** Images for latents [count, latent size] in evaluation mode: [count, height, width, channels], -1 to 1. */
  draw(latents: Float32Array, weights: 'ema' | 'raw'): Float32Array;
  /** Every variable in the order of the checkpoint. */
  read(): readonly NamedTensor[];
  /** Puts values back; names and shapes have been checked. */
  write(tensors: readonly NamedTensor[]): void;
  dispose(): void;
}

/** Names of the numbers that an entry gives, in their order. */
export function numbersOf(entry: StepEntry): readonly string[] {
  const ofDiscriminator = ['discriminatorLoss', 'realProbability', 'fakeProbability'];
  switch (entry) {
    case 'discriminator':
      return ofDiscriminator;
    case 'generator':
      return ['generatorLoss'];
    case 'both':
      return [...ofDiscriminator, 'generatorLoss'];
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
  const forDiscriminator = () => ({
    real: input('real'),
    discriminatorLatents: input('discriminatorLatents'),
    discriminatorFactors: { stepSize: input('discriminatorStepSize'), epsilon: input('discriminatorEpsilon') },
  });
  const forGenerator = (latents: InputName) => ({
    generatorLatents: input(latents),
    generatorFactors: { stepSize: input('generatorStepSize'), epsilon: input('generatorEpsilon') },
    averageDecay: input('averageDecay'),
  });
  switch (entry) {
    case 'discriminator':
      return discriminatorStep(model, forDiscriminator());
    case 'generator':
      return generatorStep(model, forGenerator('generatorLatents'));
    case 'both': {
      const latents = model.sharedFake ? 'discriminatorLatents' : 'generatorLatents';
      return bothSteps(model, { ...forDiscriminator(), ...forGenerator(latents) });
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
