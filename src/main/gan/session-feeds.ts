import type { Labels } from '../../shared/labels';
import { imageShape, type Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import { elementCount, type Shape } from '../../shared/tensor';
import { worded, type Worded } from '../../shared/wording/worded';
import { asFused } from './adam';
import type { ProgramInput } from './compile/record';
import { emaDecay } from './ema';
import { inputNames, type Feed, type Feeds, type InputName, type StepEntry } from './execution';
import { updateFactors } from './optimiser';
import type { UpdateCounter } from './state';

/** What one step is fed with, as plain numbers. Which of it is needed depends on the recipe and on who moves. */
export interface SessionInputs {
  /** 1 for the first step; named in messages. */
  readonly step: number;
  /** Epochs done before this step, as a fraction: for rates that decay. */
  readonly epoch?: number;
  /** [batch, height, width, channels], 0 to 255. */
  readonly real: Uint8Array;
  /** [batch], classes of the real images; null where the recipe knows none. */
  readonly realLabels?: Labels | null;
  /** [batch, latent size] */
  readonly discriminatorLatents: Float32Array;
  /** [batch], classes that the fake images are asked for. */
  readonly discriminatorLabels?: Labels | null;
  /** [batch, latent size]; null or left out where the fake batch is shared, or the generator rests. */
  readonly generatorLatents?: Float32Array | null;
  readonly generatorLabels?: Labels | null;
  /** [batch], 0 to 1: share of the real image in each mixture, where the gradient penalty mixes. */
  readonly mixing?: Float32Array | null;
  /** [2], each 0 to 2^31 - 1: what dropout, noise and augmentation draw from, where the recipe has any. */
  readonly insideSeed?: Int32Array | null;
}

export type StepInputs = Partial<SessionInputs> & Pick<SessionInputs, 'step'>;

export type Role = 'generator' | 'discriminator';

/** Shape and type of everything that the recipe's steps are fed. */
export function feedShapes(recipe: Recipe): Readonly<Record<InputName, ProgramInput>> {
  const { batchSize } = recipe.schedule;
  const scalar = { type: 'float32', shape: [] } as const;
  const latents = { type: 'float32', shape: [batchSize, recipe.latent.size] } as const;
  const labels = { type: 'float32', shape: [batchSize, recipe.classes ?? 0] } as const;
  return {
    real: { type: 'uint8', shape: [batchSize, ...imageShape(recipe)] },
    realLabels: labels,
    mixing: { type: 'float32', shape: [batchSize, 1, 1, 1] },
    discriminatorLatents: latents,
    discriminatorLabels: labels,
    discriminatorStepSize: scalar,
    discriminatorEpsilon: scalar,
    secondStepSize: scalar,
    secondEpsilon: scalar,
    generatorLatents: latents,
    generatorLabels: labels,
    generatorStepSize: scalar,
    generatorEpsilon: scalar,
    averageDecay: scalar,
    insideSeed: { type: 'int32', shape: [2] },
  };
}

/** Turns what a step is given into what its entry is fed. */
export type Feeder = (entry: StepEntry, inputs: StepInputs) => Feeds;

/** Checks what a step is given and adds the factors of the next update. */
export function createFeeder(
  recipe: Recipe,
  updates: Readonly<Record<Role, UpdateCounter>>,
  mode: Recipe['execution'],
): Feeder {
  const shapes = feedShapes(recipe);
  return (entry, inputs) => {
    const values = valuesOf(recipe, updates, mode, inputs);
    return Object.fromEntries(
      inputNames(entry, recipe).map((name): [InputName, Feed] => {
        const given = values[name]();
        const { shape } = shapes[name];
        if (!given)
          throw new StudioError('invalid-request', worded('session.needs', { step: inputs.step, input: name }));
        checkLength(worded('session.ofStep', { input: name, step: inputs.step }), given, shape);
        return [name, { values: given, shape }];
      }),
    );
  };
}

type Values = Readonly<Record<InputName, () => Feed['values'] | null | undefined>>;

function valuesOf(
  recipe: Recipe,
  updates: Readonly<Record<Role, UpdateCounter>>,
  mode: Recipe['execution'],
  inputs: StepInputs,
): Values {
  const { objective, optimisers, classes } = recipe;
  const factors = (role: Role, ahead = 1) => {
    const spec = optimisers[role];
    const epoch = epochOf(inputs, spec.decay !== null);
    return updateFactors(mode === 'compiled' ? asFused(spec) : spec, updates[role].count + ahead, epoch);
  };
  const labels = (given: Labels | null | undefined) => (given ? oneHot(given, classes ?? 0) : given);
  const scalar = (value: number): Float32Array => Float32Array.of(value);
  const shared = objective.sharedFake;
  return {
    real: () => inputs.real,
    realLabels: () => labels(inputs.realLabels),
    mixing: () => inputs.mixing,
    discriminatorLatents: () => inputs.discriminatorLatents,
    discriminatorLabels: () => labels(inputs.discriminatorLabels),
    discriminatorStepSize: () => scalar(factors('discriminator').stepSize),
    discriminatorEpsilon: () => scalar(factors('discriminator').epsilon),
    secondStepSize: () => scalar(factors('discriminator', 2).stepSize),
    secondEpsilon: () => scalar(factors('discriminator', 2).epsilon),
    generatorLatents: () => inputs.generatorLatents ?? (shared ? inputs.discriminatorLatents : null),
    generatorLabels: () => labels(inputs.generatorLabels ?? (shared ? inputs.discriminatorLabels : null)),
    generatorStepSize: () => scalar(factors('generator').stepSize),
    generatorEpsilon: () => scalar(factors('generator').epsilon),
    insideSeed: () => inputs.insideSeed,
    averageDecay: () => scalar(recipe.ema ? emaDecay(recipe.ema.decay, updates.generator.count + 1) : 0),
  };
}

function epochOf({ step, epoch }: StepInputs, decays: boolean): number {
  if (epoch !== undefined) return epoch;
  if (decays) throw new StudioError('invalid-request', worded('session.needs', { step, input: 'epoch' }));
  return 0;
}

/**
 * [count, classes], 1 at the class.
 *
 * @throws StudioError `invalid-request` where a class is not one of them
 */
export function oneHot(labels: Labels, classes: number): Float32Array {
  const marked = new Float32Array(labels.length * classes);
  for (const [index, label] of labels.entries()) {
    if (label >= classes) {
      const message = worded('session.noClass', { label, classes, last: classes - 1 });
      throw new StudioError('invalid-request', message);
    }
    marked[index * classes + label] = 1;
  }
  return marked;
}

/** @throws StudioError `invalid-request` where an array has another length than its shape */
export function checkLength(input: string | Worded, values: { readonly length: number }, shape: Shape): void {
  const wanted = elementCount(shape);
  if (values.length === wanted) return;
  const counts = { given: values.length, wanted, shape: shape.join(' x ') };
  throw new StudioError('invalid-request', worded('session.length', { input, ...counts }));
}
