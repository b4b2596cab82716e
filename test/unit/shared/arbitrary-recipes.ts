/** Valid recipes that differ in many ways, for the laws of comparing them. */
import fc from 'fast-check';
import { presets } from '../../../src/shared/presets';
import { recipeSchema, type Recipe } from '../../../src/shared/recipe';
import { tinyConvolutions, tinyDrawing, tinyRecipe } from '../../tiny-recipe';

const anyBase = fc.constantFrom<Recipe>(...presets, tinyRecipe, tinyConvolutions, tinyDrawing);

const anyOptimiser = fc.oneof(
  fc.record({
    kind: fc.constant('adam'),
    learningRate: fc.constantFrom(1e-4, 2e-4, 1e-3),
    beta1: fc.constantFrom(0, 0.5),
    beta2: fc.constantFrom(0.9, 0.999),
    epsilon: fc.constant(1e-8),
  }),
  fc.record({ kind: fc.constant('sgd'), learningRate: fc.constantFrom(1e-3, 1e-2), momentum: fc.constantFrom(0, 0.9) }),
  fc.record({
    kind: fc.constant('rmsProp'),
    learningRate: fc.constant(5e-5),
    alpha: fc.constant(0.99),
    epsilon: fc.constant(1e-8),
    decay: fc.constantFrom(null, { kind: 'exponential', factor: 0.9 }, { kind: 'linear', from: 1, to: 5 }),
    weightLimit: fc.constantFrom(null, 0.01),
  }),
);

const anyLength = fc.constantFrom(
  { unit: 'steps', amount: 100 },
  { unit: 'epochs', amount: 3 },
  { unit: 'minutes', amount: 1.5 },
);

const anyTurns = fc.constantFrom(
  { kind: 'fixed', discriminatorSteps: 5 },
  { kind: 'adaptive', lossLimit: 1, generatorLossLimit: 2, mostGeneratorSteps: 3, restFactor: 0.5 },
);

/** A layer more in the generator; conditional ones name their inputs, so that it would lead nowhere there. */
function editNetworks(recipe: Recipe, extra: boolean): Recipe['networks'] {
  if (!extra || recipe.classes !== null) return recipe.networks;
  const { generator, discriminator } = recipe.networks;
  const layers = [...generator.layers];
  layers.splice(1, 0, { kind: 'noise', id: 'extraNoise', deviation: 0.1 });
  return { generator: { ...generator, layers }, discriminator };
}

export const anyRecipe: fc.Arbitrary<Recipe> = fc
  .record({
    base: anyBase,
    extra: fc.boolean(),
    generator: anyOptimiser,
    discriminator: anyOptimiser,
    length: anyLength,
    turns: anyTurns,
    batchSize: fc.integer({ min: 2, max: 128 }),
    ema: fc.constantFrom(null, { decay: 0.9 }, { decay: 0.99 }),
    differentiable: fc.uniqueArray(fc.constantFrom('colour', 'translation', 'cutout')),
    everySteps: fc.option(fc.integer({ min: 1, max: 1000 })),
    seed: fc.maxSafeNat(),
  })
  .map(({ base, extra, generator, discriminator, length, turns, batchSize, ema, differentiable, everySteps, seed }) =>
    recipeSchema.parse({
      ...base,
      networks: editNetworks(base, extra),
      optimisers: { generator, discriminator },
      schedule: { batchSize, turns, length },
      ema,
      augmentation: { ...base.augmentation, differentiable },
      checkpoints: { ...base.checkpoints, everySteps },
      seed,
    }),
  );
