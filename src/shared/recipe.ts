import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import { networkSpecSchema, type NetworkSpec } from './layer-specs';
import { networkProblemTold } from './network-problem-words';
import { findNetworkProblems, networkInputShape, type NetworkRole } from './network-problems';
import { objectiveSpecSchema } from './objective-spec';
import { optimiserSpecSchema } from './optimiser-spec';
import { preparationSchema } from './preparation';
import { inferShapes, type NetworkDescription } from './shape-inference';
import { turnsSpecSchema } from './turns-spec';
import { saying } from './wording/value-words';
import { inWords, worded } from './wording/worded';

export { imageShape, networkInputShape, type NetworkRole } from './network-problems';

const data = z.strictObject({
  /** `mnist`, `fashion-mnist`, or the absolute path of a folder, archive or file that docs/data.md tells of. */
  source: z.string().min(1).max(4096),
  /** Side of the square image. Pixels. */
  side: z.int().min(8).max(128),
  /** 1 = grey, 3 = red, green, blue. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** What the networks see pixels as: `[-1, 1]` goes with a generator that ends in tanh, `[0, 1]` with sigmoid. */
  range: z.enum(['[-1, 1]', '[0, 1]']).default('[-1, 1]'),
  /** Of the images at a path; left out = `usualPreparation`, so that recipes which say nothing keep their hash. */
  preparation: preparationSchema.optional(),
});

const latent = z.strictObject({
  /** Length of z. */
  size: z.int().min(1).max(4096),
  /** N(0, 1), or uniform in [-1, 1). */
  distribution: z.enum(['normal', 'uniform']),
});

const length = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('steps'), amount: z.int().min(1).max(100_000_000) }),
  z.strictObject({ unit: z.literal('epochs'), amount: z.number().gt(0).max(1_000_000) }),
  z.strictObject({ unit: z.literal('minutes'), amount: z.number().gt(0).max(1_000_000) }),
]);

const schedule = z.strictObject({
  /** Images of one step. */
  batchSize: z.int().min(2).max(4096),
  turns: turnsSpecSchema.default({ kind: 'fixed', discriminatorSteps: 1 }),
  length,
});

/** For small data sets. */
const augmentation = z.strictObject({
  /** Half of the real images are mirrored left to right, others each epoch; the generator learns mirrored ones too. */
  mirror: z.boolean().default(false),
  /** What is done to all that the discriminator sees, in this order; see `gan/augmentation`. */
  differentiable: z
    .array(z.enum(['colour', 'translation', 'cutout']))
    .max(3)
    .refine(
      (kinds) => new Set(kinds).size === kinds.length,
      saying(worded('value.twice', { what: worded('value.twiceKind') })),
    )
    .default([]),
});

const samples = z.strictObject({
  /** Steps between two stored sheets; the last step always stores one. */
  everySteps: z.int().min(1).max(100_000_000),
});

const checkpoints = z.strictObject({
  /** Seconds between two checkpoints; stopping always writes one. */
  everySeconds: z.number().min(1).max(86_400),
  /** And after every so many steps; null = by the clock alone. */
  everySteps: z.int().min(1).max(100_000_000).nullable().default(null),
  /** How many of the newest are kept, beside those that a person pinned. */
  keep: z.int().min(1).max(10_000),
});

/** Everything a run needs and nothing about how it is shown. */
export const recipeSchema = z
  .strictObject({
    formatVersion: z.literal(1),
    /** The preset that it started from. */
    preset: z.string().min(1).max(100),
    data,
    latent,
    /** Classes of the data set that the networks are told as `label`; null = they learn without. */
    classes: z.int().min(2).max(1000).nullable().default(null),
    networks: z.strictObject({ generator: networkSpecSchema, discriminator: networkSpecSchema }),
    /** `fanIn`: PyTorch's defaults. `normal02`: N(0, .02) for convolutions, N(1, .02) for batch-norm scales (DCGAN). */
    initialisation: z.enum(['fanIn', 'normal02']),
    objective: objectiveSpecSchema,
    optimisers: z.strictObject({ generator: optimiserSpecSchema, discriminator: optimiserSpecSchema }),
    schedule,
    augmentation: augmentation.default({ mirror: false, differentiable: [] }),
    /** Exponential moving average of the generator's weights; null = off. */
    ema: z.strictObject({ decay: z.number().gt(0).lt(1) }).nullable(),
    samples,
    checkpoints,
    /** `mixed`: convolutions in bfloat16, everything else in float32. */
    precision: z.enum(['float32', 'mixed']),
    /** `compiled`: a step is recorded once and replayed as one graph. `eager`: op by op. */
    execution: z.enum(['compiled', 'eager']),
    /** 0 to 2^53 - 1. */
    seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  })
  .superRefine((recipe, context) => {
    for (const problem of findNetworkProblems(recipe)) {
      const path = ['networks', problem.network];
      context.addIssue({ code: 'custom', path, ...saying(networkProblemTold(problem)) });
    }
  });

export type Recipe = DeepReadonly<z.infer<typeof recipeSchema>>;
/** A recipe in which settings may be left out that have a default. */
export type RecipeInput = DeepReadonly<z.input<typeof recipeSchema>>;
export type Augmentation = Recipe['augmentation'];
export type RunLength = Recipe['schedule']['length'];

type NetworkParts = Pick<Recipe, 'data' | 'latent' | 'classes' | 'networks'>;

/** @throws ZodError where it is none; for recipes that are part of the program */
export function completeRecipe(recipe: RecipeInput): Recipe {
  return recipeSchema.parse(recipe);
}

/** Shapes and parameter counts of one network of a valid recipe. Throws where the recipe was never checked. */
export function describeNetwork(recipe: NetworkParts, role: NetworkRole): NetworkDescription {
  const inference = inferShapes(recipe.networks[role], networkInputShape(recipe, role), recipe.classes);
  if (!inference.ok) throw new Error(inWords(inference.error.told, 'en'));
  return inference.network;
}

/** Whether a step draws random numbers while it runs. */
export function drawsInsideStep({ networks, augmentation }: Pick<Recipe, 'networks' | 'augmentation'>): boolean {
  const drawing = (network: NetworkSpec): boolean =>
    network.layers.some(({ kind }) => kind === 'dropout' || kind === 'noise');
  return augmentation.differentiable.length > 0 || drawing(networks.generator) || drawing(networks.discriminator);
}

/** Steps that the length comes to for a data set of `imageCount`; null where only the clock ends the run. */
export function plannedSteps(length: RunLength, batchSize: number, imageCount: number): number | null {
  switch (length.unit) {
    case 'steps':
      return length.amount;
    case 'epochs':
      return Math.ceil((length.amount * imageCount) / batchSize);
    case 'minutes':
      return null;
  }
}

/** Epochs begun after `step` steps, counted from 0, as a fraction. */
export function epochAt(step: number, batchSize: number, imageCount: number): number {
  return (step * batchSize) / imageCount;
}
