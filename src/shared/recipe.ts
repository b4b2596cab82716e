import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import { networkSpecSchema } from './layer-specs';
import type { NetworkSpec } from './layer-specs';
import { objectiveSpecSchema, type ObjectiveSpec } from './objective-spec';
import { optimiserSpecSchema } from './optimiser-spec';
import { inferShapes, type NetworkDescription } from './shape-inference';
import { elementCount, formatShape, type Shape } from './tensor';
import { turnsSpecSchema } from './turns-spec';

const data = z.strictObject({
  /** `mnist`, `fashion-mnist`, or the absolute path of a folder, archive or file that docs/data.md tells of. */
  source: z.string().min(1).max(4096),
  /** Side of the square image. Pixels. */
  side: z.int().min(8).max(128),
  /** 1 = grey, 3 = red, green, blue. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** What the networks see pixels as: `[-1, 1]` goes with a generator that ends in tanh, `[0, 1]` with sigmoid. */
  range: z.enum(['[-1, 1]', '[0, 1]']).default('[-1, 1]'),
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
    .refine((kinds) => new Set(kinds).size === kinds.length, { message: 'names a kind twice' })
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
    const problem = findNetworkProblem(recipe);
    if (problem) context.addIssue({ code: 'custom', path: ['networks', problem.network], message: problem.message });
    for (const message of [findPenaltyProblem(recipe), findClassProblem(recipe)]) {
      if (message !== null) context.addIssue({ code: 'custom', path: ['networks', 'discriminator'], message });
    }
  });

export type Recipe = DeepReadonly<z.infer<typeof recipeSchema>>;
/** A recipe in which settings may be left out that have a default. */
export type RecipeInput = DeepReadonly<z.input<typeof recipeSchema>>;
export type Augmentation = Recipe['augmentation'];
export type RunLength = Recipe['schedule']['length'];
export type NetworkRole = keyof Recipe['networks'];

type JudgingParts = NetworkParts & { readonly objective: ObjectiveSpec };

type NetworkParts = Pick<Recipe, 'data' | 'latent' | 'classes'> & {
  readonly networks: { readonly generator: NetworkSpec; readonly discriminator: NetworkSpec };
};

/** @throws ZodError where it is none; for recipes that are part of the program */
export function completeRecipe(recipe: RecipeInput): Recipe {
  return recipeSchema.parse(recipe);
}

/** [height, width, channels] */
export function imageShape(recipe: Pick<Recipe, 'data'>): readonly [number, number, number] {
  return [recipe.data.side, recipe.data.side, recipe.data.channels];
}

/** What each network takes: z for the generator, an image for the discriminator. */
export function networkInputShape(recipe: Pick<Recipe, 'data' | 'latent'>, role: NetworkRole): Shape {
  return role === 'generator' ? [recipe.latent.size] : imageShape(recipe);
}

function findNetworkProblem(recipe: NetworkParts): { network: NetworkRole; message: string } | undefined {
  const image = imageShape(recipe);
  const made = inferShapes(recipe.networks.generator, networkInputShape(recipe, 'generator'), recipe.classes);
  if (!made.ok) return { network: 'generator', message: made.error.message };
  const output = made.network.outputShape;
  if (formatShape(output) !== formatShape(image)) {
    const message = `The generator makes ${formatShape(output)} but the data set has ${formatShape(image)}.`;
    return { network: 'generator', message };
  }
  const problem = findRangeProblem(recipe);
  if (problem !== null) return { network: 'generator', message: problem };
  const judged = inferShapes(recipe.networks.discriminator, networkInputShape(recipe, 'discriminator'), recipe.classes);
  if (!judged.ok) return { network: 'discriminator', message: judged.error.message };
  if (elementCount(judged.network.outputShape) !== 1) {
    const message = `The discriminator must end in one logit an image, not ${formatShape(judged.network.outputShape)}.`;
    return { network: 'discriminator', message };
  }
  return undefined;
}

const endOfRange = { '[-1, 1]': 'tanh', '[0, 1]': 'sigmoid' } as const;

/** The generator's last activation must make what the pixels are seen as. */
function findRangeProblem({ data, networks }: NetworkParts): string | null {
  const end = networks.generator.layers.findLast(({ kind }) => kind !== 'reshape' && kind !== 'flatten');
  const wanted = endOfRange[data.range];
  if (end?.kind === wanted) return null;
  return `The generator must end in ${wanted}, because pixels lie in ${data.range}; it ends in ${end?.kind ?? 'nothing'}.`;
}

/** A penalty on the gradient of each image has no meaning where images are mixed. */
function findPenaltyProblem({ objective, networks }: JudgingParts): string | null {
  const norm = networks.discriminator.layers.find(({ kind }) => kind === 'batchNorm');
  if (objective.gradientPenalty === null || norm === undefined) return null;
  return `Take batch norm "${norm.id}" out of the discriminator: it mixes the images of a batch, and a gradient penalty is meant for each image alone.`;
}

/** Whether the discriminator tells classes where the objective asks for them, and only there. */
function findClassProblem({ classes, objective, networks, ...rest }: JudgingParts): string | null {
  const { discriminator } = networks;
  if (objective.classWeight === null) {
    if (discriminator.classes === undefined) return null;
    return `The discriminator tells classes in layer "${discriminator.classes}", but the objective gives that no weight; set objective.classWeight.`;
  }
  if (classes === null) return 'A class loss needs a recipe that is conditional; give it classes.';
  const judged = inferShapes(discriminator, networkInputShape(rest, 'discriminator'), classes);
  // said already
  if (!judged.ok) return null;
  const told = judged.network.classes;
  if (told !== null && formatShape(told.shape) === String(classes)) return null;
  const got = told === null ? 'none tells them' : `"${told.layerId}" gives ${formatShape(told.shape)}`;
  return `A class loss needs a layer of the discriminator with one logit for each of ${classes} classes; ${got}.`;
}

/** Shapes and parameter counts of one network of a valid recipe. Throws where the recipe was never checked. */
export function describeNetwork(recipe: NetworkParts, role: NetworkRole): NetworkDescription {
  const inference = inferShapes(recipe.networks[role], networkInputShape(recipe, role), recipe.classes);
  if (!inference.ok) throw new Error(inference.error.message);
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
