import { recipeSchema, type Recipe } from '../recipe';

export const remedyNames = [
  'halveRates',
  'lowerDiscriminatorRate',
  'lowerGeneratorRate',
  'largerBatch',
  'clipGradients',
  'smoothLabels',
  'clampProbability',
  'wasserstein',
] as const;
export type RemedyName = (typeof remedyNames)[number];

/** A change of a recipe that was tried: the changed recipe is a valid one. */
export interface Remedy {
  readonly name: RemedyName;
  readonly recipe: Recipe;
  /** The value that it changes. */
  readonly before: number | string;
  readonly after: number | string;
}

type Change = Omit<Remedy, 'name'> | null;

const changes: Readonly<Record<RemedyName, (recipe: Recipe) => Change>> = {
  halveRates: (recipe) => {
    const { generator, discriminator } = recipe.optimisers;
    const halved = withRates(recipe, generator.learningRate / 2, discriminator.learningRate / 2);
    return { recipe: halved, before: generator.learningRate, after: generator.learningRate / 2 };
  },
  lowerDiscriminatorRate: (recipe) => {
    const { generator, discriminator } = recipe.optimisers;
    const after = discriminator.learningRate / 4;
    return { recipe: withRates(recipe, generator.learningRate, after), before: discriminator.learningRate, after };
  },
  lowerGeneratorRate: (recipe) => {
    const { generator, discriminator } = recipe.optimisers;
    const after = generator.learningRate / 2;
    return { recipe: withRates(recipe, after, discriminator.learningRate), before: generator.learningRate, after };
  },
  largerBatch: (recipe) => {
    const { batchSize } = recipe.schedule;
    if (batchSize >= 256) return null;
    const after = Math.min(256, Math.max(128, 2 * batchSize));
    return { recipe: { ...recipe, schedule: { ...recipe.schedule, batchSize: after } }, before: batchSize, after };
  },
  clipGradients: (recipe) => {
    const { generator, discriminator } = recipe.optimisers;
    if (generator.gradientNorm !== null && discriminator.gradientNorm !== null) return null;
    const optimisers = {
      generator: { ...generator, gradientNorm: generator.gradientNorm ?? 1 },
      discriminator: { ...discriminator, gradientNorm: discriminator.gradientNorm ?? 1 },
    };
    return { recipe: { ...recipe, optimisers }, before: '–', after: 1 };
  },
  smoothLabels: (recipe) => {
    const { realTarget } = recipe.objective;
    if (realTarget < 1) return null;
    return {
      recipe: { ...recipe, objective: { ...recipe.objective, realTarget: 0.9 } },
      before: realTarget,
      after: 0.9,
    };
  },
  clampProbability: (recipe) => {
    if (recipe.objective.probabilityClamp !== null) return null;
    const objective = { ...recipe.objective, probabilityClamp: 0.001 };
    return { recipe: { ...recipe, objective }, before: '–', after: 0.001 };
  },
  wasserstein: (recipe) => {
    const { objective, optimisers } = recipe;
    if (objective.kind === 'wasserstein' || objective.classWeight !== null) return null;
    const changed = {
      ...recipe,
      objective: { ...objective, kind: 'wasserstein', realTarget: 1, fakeTarget: 0, probabilityClamp: null },
      optimisers: { ...optimisers, discriminator: { ...optimisers.discriminator, weightLimit: 0.01 } },
    } as const;
    return { recipe: changed, before: objective.kind, after: 'wasserstein' };
  },
};

function withRates(recipe: Recipe, generator: number, discriminator: number): Recipe {
  const { optimisers } = recipe;
  return {
    ...recipe,
    optimisers: {
      generator: { ...optimisers.generator, learningRate: generator },
      discriminator: { ...optimisers.discriminator, learningRate: discriminator },
    },
  };
}

/** @returns null where the recipe has it already, or would not be valid with it */
export function tryRemedy(name: RemedyName, recipe: Recipe): Remedy | null {
  const change = changes[name](recipe);
  if (change === null) return null;
  const checked = recipeSchema.safeParse(change.recipe);
  return checked.success ? { ...change, name, recipe: checked.data } : null;
}
