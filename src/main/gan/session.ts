import * as tf from '@tensorflow/tfjs-core';
import type { Labels } from '../../shared/labels';
import { imageShape, type Recipe } from '../../shared/recipe';
import { sheetSampleCount } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { elementCount, type NamedTensor } from '../../shared/tensor';
import { NotRecordable } from './compile/not-recordable';
import { createCompiledExecution, type CompiledShapes } from './compiled-execution';
import { createEagerExecution } from './eager-execution';
import { inputNames, type Execution, type Feed, type StepEntry } from './execution';
import { buildModel, modelVariables, type GanModel } from './model';
import { toPixels } from './ops/pixels';
import { checkLength, createFeeder, feedShapes, oneHot, type SessionInputs, type StepInputs } from './session-feeds';
import { checkTensors, readCounters, shapesOf, writeCounters } from './state';
import { worded, type Worded } from '../../shared/wording/worded';

export type { SessionInputs } from './session-feeds';

/** Losses are batch means in nats; probabilities are batch means before the discriminator's update. */
export interface SessionNumbers {
  readonly discriminatorLoss: number;
  /** Left out where the generator rested. */
  readonly generatorLoss?: number;
  readonly realProbability: number;
  readonly fakeProbability: number;
  /** Lengths of the whole gradients before they are shortened. */
  readonly discriminatorGradientNorm: number;
  readonly generatorGradientNorm?: number;
}

/** One more update of the generator alone. */
export type GeneratorNumbers = Required<Pick<SessionNumbers, 'generatorLoss' | 'generatorGradientNorm'>>;

export interface SampleOptions {
  /** `ema` = the moving average; the default where the recipe has one. */
  readonly weights?: 'ema' | 'raw';
  /** [count], the classes asked for; needed where the recipe knows classes, and only there. */
  readonly labels?: Labels;
}

export interface SessionOptions {
  /** The entries that will be asked for; a compiled session knows no others. */
  readonly entries?: readonly StepEntry[];
  /** The networks' values are not drawn, because `write` follows. */
  readonly blank?: boolean;
}

/** Networks and optimisers of one recipe, on the backend that `startTensorFlow` loaded. */
export interface GanSession {
  /** How the steps really run. */
  readonly execution: Recipe['execution'];
  readonly precision: Recipe['precision'];
  /** Why the steps run otherwise than the recipe says; null where they do not. */
  readonly notice: Worded | null;
  /**
   * Trains on one batch. `discriminator`: the generator rests.
   *
   * @throws StudioError `invalid-request` where an array has another length than the recipe says.
   */
  step(entry: 'discriminator' | 'both', inputs: SessionInputs): SessionNumbers;
  /** One more update of the generator alone. */
  step(entry: 'generator', inputs: Pick<SessionInputs, 'step'> & Partial<SessionInputs>): GeneratorNumbers;
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

/** Images that are made at once, so that a large request takes no more memory than a sheet. */
const samplesAtOnce = sheetSampleCount;

/**
 * Compiles the steps where the recipe says so; where they cannot be, they run eagerly and `notice` tells why.
 *
 * @throws Error where no backend was started.
 */
export function createGanSession(recipe: Recipe, options: SessionOptions = {}): GanSession {
  const { entries = ['both'], blank = false } = options;
  if (!tf.getBackend()) throw new Error('Call startTensorFlow before a session is created.');
  const { latent, classes } = recipe;
  const image = imageShape(recipe);
  const model = buildModel(recipe, blank ? 'blank' : recipe.initialisation);
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
      if (entry !== 'generator') updates.discriminator.count += recipe.objective.separateHalves ? 2 : 1;
      if (entry !== 'discriminator') updates.generator.count += 1;
      // the overloads of `step` say which numbers each entry gives
      return numbers as unknown as Required<SessionNumbers>;
    },
    sample: (latents, { weights = 'ema', labels } = {}) => {
      const count = latents.length / latent.size;
      checkLength('latents', latents, [Math.floor(count), latent.size]);
      const asked = labelsAsked(classes, labels, count);
      const pixels = new Uint8Array(count * elementCount(image));
      for (let start = 0; start < count; start += samplesAtOnce) {
        const rows = (values: Float32Array, width: number): Feed => rowsOf(values, width, start, samplesAtOnce);
        const labelled = asked && classes !== null ? { labels: rows(asked, classes) } : {};
        const drawn = execution.draw({ latents: rows(latents, latent.size), ...labelled }, weights);
        pixels.set(toPixels(drawn, recipe.data.range), start * elementCount(image));
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
  readonly notice: Worded | null;
}

function chooseExecution(recipe: Recipe, model: GanModel, entries: readonly StepEntry[]): ChosenExecution {
  const eager = (notice: Worded | null): ChosenExecution => {
    return { execution: createEagerExecution(model), mode: 'eager', notice };
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
    return eager(worded('notice.eager', { reason: error.message }));
  }
}

/** What is fixed when the recipe's steps are recorded. */
export function compiledShapes(recipe: Recipe, entries: readonly StepEntry[]): CompiledShapes {
  const inputs = feedShapes(recipe);
  const inputsOf = (entry: StepEntry): CompiledShapes['entries'][StepEntry] =>
    Object.fromEntries(inputNames(entry, recipe).map((name) => [name, inputs[name]]));
  return {
    latentSize: recipe.latent.size,
    classes: recipe.classes,
    drawn: samplesAtOnce,
    entries: Object.fromEntries(entries.map((entry) => [entry, inputsOf(entry)])),
  };
}

/** Some rows of [count, width], fewer where they end before. */
function rowsOf(values: Float32Array, width: number, start: number, most: number): Feed {
  const part = values.slice(start * width, (start + most) * width);
  return { values: part, shape: [part.length / width, width] };
}

function labelsAsked(classes: number | null, labels: Labels | undefined, count: number): Float32Array | null {
  if (classes === null) {
    if (labels === undefined) return null;
    throw new StudioError('invalid-request', worded('session.noClasses'));
  }
  if (labels === undefined) throw new StudioError('invalid-request', worded('session.needsClasses'));
  checkLength('labels', labels, [count]);
  return oneHot(labels, classes);
}
