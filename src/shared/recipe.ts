import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import { networkSpecSchema } from './layer-specs';
import type { NetworkSpec } from './layer-specs';
import { inferShapes, type NetworkDescription } from './shape-inference';
import { elementCount, formatShape, type Shape } from './tensor';

const rate = z.number().gt(0).max(1);
const beta = z.number().min(0).lt(1);

/** Adam as in PyTorch: epsilon stands outside the bias correction. Kingma and Ba 2015, https://arxiv.org/abs/1412.6980 */
const optimiser = z.strictObject({
  kind: z.literal('adam'),
  learningRate: rate,
  beta1: beta,
  beta2: beta,
  epsilon: z.number().gt(0).max(1),
});

const data = z.strictObject({
  /** `mnist`, `fashion-mnist`, or the absolute path of a folder, archive or file that docs/data.md tells of. */
  source: z.string().min(1).max(4096),
  /** Side of the square image. Pixels. */
  side: z.int().min(8).max(128),
  /** 1 = grey, 3 = red, green, blue. */
  channels: z.union([z.literal(1), z.literal(3)]),
});

const latent = z.strictObject({
  /** Length of z. */
  size: z.int().min(1).max(4096),
  /** N(0, 1), or uniform in [-1, 1). */
  distribution: z.enum(['normal', 'uniform']),
});

const objective = z.strictObject({
  /** Goodfellow et al. 2014, section 3, https://arxiv.org/abs/1406.2661 */
  kind: z.literal('nonSaturating'),
  /** One fake batch serves both half-steps; the discriminator sees it detached. */
  sharedFake: z.boolean(),
  /** What the discriminator's loss, the sum of its real and fake half, is multiplied by; left out: 1. */
  discriminatorWeight: z.number().gt(0).max(1).optional(),
});

const length = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('steps'), amount: z.int().min(1).max(100_000_000) }),
  z.strictObject({ unit: z.literal('epochs'), amount: z.number().gt(0).max(1_000_000) }),
  z.strictObject({ unit: z.literal('minutes'), amount: z.number().gt(0).max(1_000_000) }),
]);

const schedule = z.strictObject({
  /** Images of one step. */
  batchSize: z.int().min(2).max(4096),
  length,
});

const samples = z.strictObject({
  /** Steps between two stored sheets; the last step always stores one. */
  everySteps: z.int().min(1).max(100_000_000),
});

const checkpoints = z.strictObject({
  /** Seconds between two checkpoints; stopping always writes one. */
  everySeconds: z.number().min(1).max(86_400),
  /** How many of the newest are kept. */
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
    networks: z.strictObject({ generator: networkSpecSchema, discriminator: networkSpecSchema }),
    /** `fanIn`: PyTorch's defaults. `normal02`: N(0, .02) for convolutions, N(1, .02) for batch-norm scales (DCGAN). */
    initialisation: z.enum(['fanIn', 'normal02']),
    objective,
    optimisers: z.strictObject({ generator: optimiser, discriminator: optimiser }),
    schedule,
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
  });

export type Recipe = DeepReadonly<z.infer<typeof recipeSchema>>;
export type OptimiserSpec = Recipe['optimisers']['generator'];
export type RunLength = Recipe['schedule']['length'];
export type NetworkRole = keyof Recipe['networks'];

type NetworkParts = Pick<Recipe, 'data' | 'latent'> & {
  readonly networks: { readonly generator: NetworkSpec; readonly discriminator: NetworkSpec };
};

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
  const made = inferShapes(recipe.networks.generator, networkInputShape(recipe, 'generator'));
  if (!made.ok) return { network: 'generator', message: made.error.message };
  const output = made.network.outputShape;
  if (formatShape(output) !== formatShape(image)) {
    const message = `The generator makes ${formatShape(output)} but the data set has ${formatShape(image)}.`;
    return { network: 'generator', message };
  }
  if (recipe.networks.generator.layers.at(-1)?.kind !== 'tanh' && !endsInTanhReshape(recipe.networks.generator)) {
    const message = 'The generator must end in tanh, because pixels lie in [-1, 1].';
    return { network: 'generator', message };
  }
  const judged = inferShapes(recipe.networks.discriminator, networkInputShape(recipe, 'discriminator'));
  if (!judged.ok) return { network: 'discriminator', message: judged.error.message };
  if (elementCount(judged.network.outputShape) !== 1) {
    const message = `The discriminator must end in one logit an image, not ${formatShape(judged.network.outputShape)}.`;
    return { network: 'discriminator', message };
  }
  return undefined;
}

function endsInTanhReshape(network: NetworkSpec): boolean {
  const [beforeLast, last] = network.layers.slice(-2);
  return last?.kind === 'reshape' && beforeLast?.kind === 'tanh';
}

/** Shapes and parameter counts of one network of a valid recipe. Throws where the recipe was never checked. */
export function describeNetwork(recipe: NetworkParts, role: NetworkRole): NetworkDescription {
  const inference = inferShapes(recipe.networks[role], networkInputShape(recipe, role));
  if (!inference.ok) throw new Error(inference.error.message);
  return inference.network;
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
