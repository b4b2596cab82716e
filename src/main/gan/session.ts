import * as tf from '@tensorflow/tfjs-core';
import { imageShape, type Recipe } from '../../shared/recipe';
import { sheetSampleCount } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { elementCount, type NamedTensor, type Shape } from '../../shared/tensor';
import { adamFactors, asFused } from './adam';
import { NotRecordable } from './compile/not-recordable';
import type { ProgramInput } from './compile/record';
import { createCompiledExecution, type CompiledShapes } from './compiled-execution';
import { createEagerExecution } from './eager-execution';
import { emaDecay } from './ema';
import { inputNames, type Execution, type Feed, type Feeds, type InputName, type StepEntry } from './execution';
import { buildModel, modelVariables, type GanModel } from './model';
import { toPixels } from './ops/pixels';
import { checkTensors, readCounters, shapesOf, writeCounters, type UpdateCounter } from './state';

/** What one step is fed with, as plain numbers. */
export interface SessionInputs {
  /** 1 for the first step; named in messages. */
  readonly step: number;
  /** [batch, height, width, channels], 0 to 255. */
  readonly real: Uint8Array;
  /** [batch, latent size] */
  readonly discriminatorLatents: Float32Array;
  /** [batch, latent size]; null where the fake batch is shared. */
  readonly generatorLatents: Float32Array | null;
}

/** Losses are batch means in nats; probabilities are batch means before the discriminator's update. */
export interface SessionNumbers {
  readonly discriminatorLoss: number;
  /** Left out where the generator rested. */
  readonly generatorLoss?: number;
  readonly realProbability: number;
  readonly fakeProbability: number;
}

export interface SampleOptions {
  /** `ema` = the moving average; the default where the recipe has one. */
  readonly weights?: 'ema' | 'raw';
}

export interface SessionOptions {
  /** The entries that will be asked for; a compiled session knows no others. */
  readonly entries?: readonly StepEntry[];
}

/** Networks and optimisers of one recipe, on the backend that `startTensorFlow` loaded. */
export interface GanSession {
  /** How the steps really run. */
  readonly execution: Recipe['execution'];
  readonly precision: Recipe['precision'];
  /** Why the steps run otherwise than the recipe says; null where they do not. */
  readonly notice: string | null;
  /**
   * Trains on one batch. `discriminator`: the generator rests.
   *
   * @throws StudioError `invalid-request` where an array has another length than the recipe says.
   */
  step(entry: 'discriminator' | 'both', inputs: SessionInputs): SessionNumbers;
  /** One more update of the generator alone. */
  step(entry: 'generator', inputs: Omit<SessionInputs, 'real'>): { readonly generatorLoss: number };
  /** Images for latents [count, latent size] in evaluation mode: [count, height, width, channels], 0 to 255. */
  sample(latents: Float32Array, options?: SampleOptions): Uint8Array;
  /** Every network, running statistics, moving average, optimiser slots and counts of updates. */
  read(): readonly NamedTensor[];
  /**
   * Puts back what `read` gave.
   *
   * @throws StudioError `checkpoint-damaged` where a tensor is missing, unknown or of another shape; nothing is changed.
   */
  write(tensors: readonly NamedTensor[]): void;
  /** Tensors that tfjs holds now, of this session and of others. */
  tensorCount(): number;
  dispose(): void;
}

type StepInputs = Omit<SessionInputs, 'real'> & Partial<Pick<SessionInputs, 'real'>>;

/** Images that are made at once, so that a large request takes no more memory than a sheet. */
const samplesAtOnce = sheetSampleCount;

/**
 * Compiles the steps where the recipe says so; where they cannot be, they run eagerly and `notice` tells why.
 *
 * @throws Error where no backend was started.
 */
export function createGanSession(recipe: Recipe, { entries = ['both'] }: SessionOptions = {}): GanSession {
  if (!tf.getBackend()) throw new Error('Call startTensorFlow before a session is created.');
  const { latent } = recipe;
  const image = imageShape(recipe);
  const model = buildModel(recipe);
  const shapes = shapesOf(modelVariables(model));
  const updates = {
    generator: { name: 'optimiser/generator/updates', count: 0 },
    discriminator: { name: 'optimiser/discriminator/updates', count: 0 },
  };
  const counters = Object.values(updates);
  const { execution, mode, notice } = chooseExecution(recipe, model, entries);
  const feed = createFeeder(recipe, updates, mode);

  return {
    execution: mode,
    // the pure-JavaScript backend has no other
    precision: tf.getBackend() === 'tensorflow' ? recipe.precision : 'float32',
    notice,
    step: (entry: StepEntry, inputs: StepInputs) => {
      const numbers = execution.step(entry, feed(entry, inputs));
      if (entry !== 'generator') updates.discriminator.count += 1;
      if (entry !== 'discriminator') updates.generator.count += 1;
      // the overloads of `step` say which numbers each entry gives
      return numbers as unknown as Required<SessionNumbers>;
    },
    sample: (latents, { weights = 'ema' } = {}) => {
      const count = latents.length / latent.size;
      checkLength('latents of samples', latents, [Math.floor(count), latent.size]);
      const pixels = new Uint8Array(count * elementCount(image));
      for (let start = 0; start < count; start += samplesAtOnce) {
        const part = latents.slice(start * latent.size, (start + samplesAtOnce) * latent.size);
        pixels.set(toPixels(execution.draw(part, weights)), start * elementCount(image));
      }
      return pixels;
    },
    read: () => [...execution.read(), ...readCounters(counters)],
    write: (tensors) => {
      checkTensors(tensors, shapes, counters);
      execution.write(tensors);
      writeCounters(tensors, counters);
    },
    tensorCount: () => tf.memory().numTensors,
    dispose: () => {
      execution.dispose();
    },
  };
}

interface ChosenExecution {
  readonly execution: Execution;
  readonly mode: Recipe['execution'];
  readonly notice: string | null;
}

function chooseExecution(recipe: Recipe, model: GanModel, entries: readonly StepEntry[]): ChosenExecution {
  const eager = (notice: string | null): ChosenExecution => {
    return { execution: createEagerExecution(model, recipe.latent.size), mode: 'eager', notice };
  };
  if (recipe.execution === 'eager') return eager(null);
  try {
    return {
      execution: createCompiledExecution(model, compiledShapes(recipe, entries)),
      mode: 'compiled',
      notice: null,
    };
  } catch (error) {
    if (!(error instanceof NotRecordable)) throw error;
    return eager(`The step runs op by op, which takes longer, because it cannot be compiled: ${error.message}`);
  }
}

/** What is fixed when the recipe's steps are recorded. */
export function compiledShapes(recipe: Recipe, entries: readonly StepEntry[]): CompiledShapes {
  const { schedule, latent, objective } = recipe;
  const scalar = { type: 'float32', shape: [] } as const;
  const latents = { type: 'float32', shape: [schedule.batchSize, latent.size] } as const;
  const inputs: Readonly<Record<InputName, ProgramInput>> = {
    real: { type: 'uint8', shape: [schedule.batchSize, ...imageShape(recipe)] },
    discriminatorLatents: latents,
    discriminatorStepSize: scalar,
    discriminatorEpsilon: scalar,
    generatorLatents: latents,
    generatorStepSize: scalar,
    generatorEpsilon: scalar,
    averageDecay: scalar,
  };
  const inputsOf = (entry: StepEntry): CompiledShapes['entries'][StepEntry] =>
    Object.fromEntries(inputNames(entry, objective.sharedFake).map((name) => [name, inputs[name]]));
  return {
    latentSize: latent.size,
    drawn: samplesAtOnce,
    entries: Object.fromEntries(entries.map((entry) => [entry, inputsOf(entry)])),
  };
}

type Feeder = (entry: StepEntry, inputs: StepInputs) => Feeds;

/** Checks what a step is given and adds the factors of the next update. */
function createFeeder(
  recipe: Recipe,
  updates: Readonly<Record<'generator' | 'discriminator', UpdateCounter>>,
  mode: Recipe['execution'],
): Feeder {
  const { schedule, latent, optimisers, objective } = recipe;
  const factorsOf = (role: 'generator' | 'discriminator') => {
    const spec = optimisers[role];
    return adamFactors(mode === 'compiled' ? asFused(spec) : spec, updates[role].count + 1);
  };

  const latentsFeed = (step: number, values: Float32Array): Feed => {
    const shape = [schedule.batchSize, latent.size];
    checkLength(`latents of step ${step}`, values, shape);
    return { values, shape };
  };
  const forDiscriminator = ({ step, real, discriminatorLatents }: StepInputs): Feeds => {
    const shape = [schedule.batchSize, ...imageShape(recipe)];
    if (!real) throw new Error(`Step ${step} has no real images.`);
    checkLength(`real images of step ${step}`, real, shape);
    const { stepSize, epsilon } = factorsOf('discriminator');
    return {
      real: { values: real, shape },
      discriminatorLatents: latentsFeed(step, discriminatorLatents),
      discriminatorStepSize: scalarFeed(stepSize),
      discriminatorEpsilon: scalarFeed(epsilon),
    };
  };
  const forGenerator = (inputs: StepInputs, latents: Float32Array | null): Feeds => {
    const update = updates.generator.count + 1;
    const { stepSize, epsilon } = factorsOf('generator');
    return {
      ...(latents === null ? {} : { generatorLatents: latentsFeed(inputs.step, latents) }),
      generatorStepSize: scalarFeed(stepSize),
      generatorEpsilon: scalarFeed(epsilon),
      averageDecay: scalarFeed(recipe.ema ? emaDecay(recipe.ema.decay, update) : 0),
    };
  };
  const latentsOfGenerator = ({ step, discriminatorLatents, generatorLatents }: StepInputs): Float32Array => {
    if (generatorLatents) return generatorLatents;
    if (objective.sharedFake) return discriminatorLatents;
    throw new StudioError('invalid-request', `Step ${step} needs latents of its own for the generator.`);
  };
  return (entry, inputs) => {
    switch (entry) {
      case 'discriminator':
        return forDiscriminator(inputs);
      case 'generator':
        return forGenerator(inputs, latentsOfGenerator(inputs));
      case 'both':
        return {
          ...forDiscriminator(inputs),
          ...forGenerator(inputs, objective.sharedFake ? null : latentsOfGenerator(inputs)),
        };
    }
  };
}

function scalarFeed(value: number): Feed {
  return { values: Float32Array.of(value), shape: [] };
}

function checkLength(what: string, values: { readonly length: number }, shape: Shape): void {
  const wanted = elementCount(shape);
  if (values.length === wanted) return;
  const message = `The ${what} hold ${values.length} numbers but need ${wanted} (${shape.join(' x ')}).`;
  throw new StudioError('invalid-request', message);
}
