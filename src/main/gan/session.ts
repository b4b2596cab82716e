import * as tf from '@tensorflow/tfjs-core';
import { imageShape, type Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import { elementCount, type NamedTensor, type Shape } from '../../shared/tensor';
import { adamFactors, type AdamFactors } from './adam';
import { emaDecay } from './ema';
import { buildModel, disposeModel, modelVariables } from './model';
import { feedPixels, toPixels } from './ops/pixels';
import { readTensors, writeTensors } from './state';
import { bothSteps, discriminatorStep, generatorStep, type DiscriminatorInputs, type GeneratorInputs } from './steps';

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

/** Networks and optimisers of one recipe, on the backend that `startTensorFlow` loaded. */
export interface GanSession {
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
const samplesAtOnce = 100;

/** @throws Error where no backend was started. */
export function createGanSession(recipe: Recipe): GanSession {
  if (!tf.getBackend()) throw new Error('Call startTensorFlow before a session is created.');
  const { schedule, latent, optimisers } = recipe;
  const image = imageShape(recipe);
  const model = buildModel(recipe);
  const variables = modelVariables(model);
  const updates = {
    generator: { name: 'optimiser/generator/updates', count: 0 },
    discriminator: { name: 'optimiser/discriminator/updates', count: 0 },
  };

  const feedLatents = (step: number, values: Float32Array): tf.Tensor => {
    const shape = [schedule.batchSize, latent.size];
    checkLength(`latents of step ${step}`, values, shape);
    return tf.tensor(values, shape, 'float32');
  };
  const feedDiscriminator = ({ step, real, discriminatorLatents }: StepInputs): DiscriminatorInputs => {
    const shape = [schedule.batchSize, ...image];
    if (!real) throw new Error(`Step ${step} has no real images.`);
    checkLength(`real images of step ${step}`, real, shape);
    return {
      real: feedPixels(real, shape),
      discriminatorLatents: feedLatents(step, discriminatorLatents),
      discriminatorFactors: feedFactors(adamFactors(optimisers.discriminator, updates.discriminator.count + 1)),
    };
  };
  const feedGenerator = ({ step, discriminatorLatents, generatorLatents }: StepInputs): GeneratorInputs => {
    if (!generatorLatents && !recipe.objective.sharedFake) {
      throw new StudioError('invalid-request', `Step ${step} needs latents of its own for the generator.`);
    }
    const update = updates.generator.count + 1;
    return {
      generatorLatents: feedLatents(step, generatorLatents ?? discriminatorLatents),
      generatorFactors: feedFactors(adamFactors(optimisers.generator, update)),
      averageDecay: tf.scalar(recipe.ema ? emaDecay(recipe.ema.decay, update) : 0),
    };
  };
  const run = {
    discriminator: (inputs: StepInputs) => discriminatorStep(model, feedDiscriminator(inputs)),
    generator: (inputs: StepInputs) => generatorStep(model, feedGenerator(inputs)),
    both: (inputs: StepInputs) => bothSteps(model, { ...feedDiscriminator(inputs), ...feedGenerator(inputs) }),
  };

  return {
    step: (entry: keyof typeof run, inputs: StepInputs) => {
      const numbers = readScalars(() => run[entry](inputs));
      if (entry !== 'generator') updates.discriminator.count += 1;
      if (entry !== 'discriminator') updates.generator.count += 1;
      // the overloads of `step` say which numbers each entry gives
      return numbers as unknown as Required<SessionNumbers>;
    },
    sample: (latents, { weights } = {}) => {
      const count = latents.length / latent.size;
      checkLength('latents of samples', latents, [Math.floor(count), latent.size]);
      const network = weights === 'raw' ? model.generator : (model.average ?? model.generator);
      const pixels = new Uint8Array(count * elementCount(image));
      for (let start = 0; start < count; start += samplesAtOnce) {
        const part = latents.slice(start * latent.size, (start + samplesAtOnce) * latent.size);
        const images = tf.tidy(() =>
          network
            .forward(tf.tensor(part, [part.length / latent.size, latent.size]), { training: false })
            .dataSync<'float32'>(),
        );
        pixels.set(toPixels(images), start * elementCount(image));
      }
      return pixels;
    },
    read: () => readTensors(variables, Object.values(updates)),
    write: (tensors) => {
      writeTensors(tensors, variables, Object.values(updates));
    },
    tensorCount: () => tf.memory().numTensors,
    dispose: () => {
      disposeModel(model);
    },
  };
}

function feedFactors({ stepSize, epsilon }: AdamFactors<number>): AdamFactors<tf.Tensor> {
  return { stepSize: tf.scalar(stepSize), epsilon: tf.scalar(epsilon) };
}

/** Reads all scalars at once, because each reading waits for the device. */
function readScalars(compute: () => Readonly<Record<string, tf.Tensor>>): Readonly<Record<string, number>> {
  let names: readonly string[] = [];
  const values = tf.tidy(() => {
    const results = compute();
    names = Object.keys(results);
    return tf.stack(Object.values(results)).dataSync<'float32'>();
  });
  return Object.fromEntries(names.map((name, index) => [name, values[index] as number]));
}

function checkLength(what: string, values: { readonly length: number }, shape: Shape): void {
  const wanted = elementCount(shape);
  if (values.length === wanted) return;
  const message = `The ${what} hold ${values.length} numbers but need ${wanted} (${shape.join(' x ')}).`;
  throw new StudioError('invalid-request', message);
}
