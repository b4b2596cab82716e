import { describeNetwork, type Augmentation, type Recipe } from '../../shared/recipe';
import { beginAverage } from './ema';
import type { GradientPenalty } from './gradient-penalty';
import { buildNetwork, type Initialisation, type NamedVariable, type Network } from './network';
import { createObjective, type Objective } from './objective';
import { createOptimiser, type Optimiser } from './optimiser';

/** What draws and what judges. */
export interface GanNetworks {
  readonly generator: Network;
  readonly discriminator: Network;
  /** Moving average of the generator, null where the recipe has none. */
  readonly average: Network | null;
}

/** Everything that a step reads and writes. */
export interface GanModel extends GanNetworks {
  readonly generatorOptimiser: Optimiser;
  readonly discriminatorOptimiser: Optimiser;
  readonly objective: Objective;
  readonly penalty: GradientPenalty | null;
  /** What the class loss is multiplied by; null where there is none. */
  readonly classWeight: number | null;
  /** Whether the discriminator learns the classes of fake images too. */
  readonly fakeClasses: boolean;
  /** One fake batch serves both half-steps; the discriminator sees it detached. */
  readonly sharedFake: boolean;
  /** The discriminator's halves are two updates. */
  readonly separateHalves: boolean;
  readonly pixelRange: Recipe['data']['range'];
  /** What is done to all that the discriminator sees. */
  readonly augmentation: Augmentation['differentiable'];
}

/** The networks of a recipe, with first values that depend on its seed alone, or blank. */
export function buildNetworks(recipe: Recipe, initialisation: Initialisation = recipe.initialisation): GanNetworks {
  const { seed, precision } = recipe;
  const common = { initialisation, seed, precision };
  const ofGenerator = { ...common, description: describeNetwork(recipe, 'generator'), firstTable: 0 };
  const generator = buildNetwork({ name: 'generator', ...ofGenerator });
  const discriminator = buildNetwork({
    ...common,
    name: 'discriminator',
    description: describeNetwork(recipe, 'discriminator'),
    firstTable: generator.trainable.length,
  });
  const ofAverage = { ...ofGenerator, name: 'ema/generator', initialisation: 'blank' } as const;
  const average = recipe.ema ? buildNetwork(ofAverage) : null;
  if (average) beginAverage(average, generator);
  return { generator, discriminator, average };
}

/** Networks and optimisers of a recipe, with first values that depend on its seed alone, or blank. */
export function buildModel(recipe: Recipe, initialisation?: Initialisation): GanModel {
  const { optimisers, objective } = recipe;
  const { generator, discriminator, average } = buildNetworks(recipe, initialisation);
  return {
    generator,
    discriminator,
    average,
    generatorOptimiser: createOptimiser(optimisers.generator, generator.trainable),
    discriminatorOptimiser: createOptimiser(optimisers.discriminator, discriminator.trainable),
    objective: createObjective(objective),
    penalty: objective.gradientPenalty,
    classWeight: objective.classWeight,
    fakeClasses: objective.fakeClasses,
    sharedFake: objective.sharedFake,
    separateHalves: objective.separateHalves,
    pixelRange: recipe.data.range,
    augmentation: recipe.augmentation.differentiable,
  };
}

/** Every variable, in the order of the checkpoint. */
export function modelVariables(model: GanModel): readonly NamedVariable[] {
  return [
    ...networksOf(model).flatMap((network) => [...network.trainable, ...network.statistics]),
    ...model.generatorOptimiser.slots,
    ...model.discriminatorOptimiser.slots,
  ];
}

export function disposeModel(model: GanModel): void {
  for (const part of [...networksOf(model), model.generatorOptimiser, model.discriminatorOptimiser]) part.dispose();
}

export function networksOf({ generator, discriminator, average }: GanNetworks): readonly Network[] {
  return average ? [generator, discriminator, average] : [generator, discriminator];
}
