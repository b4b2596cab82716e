import type { GraphForm } from '../../../../src/main/gan/compile/tape';
import type { Feeds } from '../../../../src/main/gan/execution';
import { createFeeder } from '../../../../src/main/gan/session-feeds';
import { drawForBoth } from '../../../../src/main/trainer/step-inputs';
import { labelsInTurn } from '../../../../src/shared/labels';
import { imageShape, type Recipe } from '../../../../src/shared/recipe';
import { elementCount } from '../../../../src/shared/tensor';
import { pixels } from '../pytorch-fixture';

/** What a step of both halves is fed, made from its number alone. */
export function feedsOf(recipe: Recipe, step: number, form: GraphForm = 'exact'): Feeds {
  const { schedule, objective, classes } = recipe;
  const updates = {
    generator: { name: 'generator', count: step - 1 },
    discriminator: { name: 'discriminator', count: (step - 1) * (objective.separateHalves ? 2 : 1) },
  };
  const feed = createFeeder(recipe, updates, form === 'fast' ? 'compiled' : 'eager');
  return feed('both', {
    ...drawForBoth({ ...recipe, seed: 5 }, step),
    epoch: step / 10,
    real: pixels(step, elementCount([schedule.batchSize, ...imageShape(recipe)])),
    realLabels: classes === null ? null : labelsInTurn(classes, schedule.batchSize),
  });
}

/** The same recipe with a fraction of its channels and a small batch. */
export function narrow(recipe: Recipe, divisor: number, batchSize: number): Recipe {
  const { generator, discriminator } = recipe.networks;
  const narrowed = (layers: typeof generator.layers): typeof generator.layers =>
    layers.map((layer) => {
      // a map a class stays
      if ('filters' in layer && layer.filters > 10) return { ...layer, filters: Math.ceil(layer.filters / divisor) };
      // the last dense layer of a generator makes the image
      if (layer.kind === 'dense' && layer.units > 1 && layer.units % 28 !== 0) {
        return { ...layer, units: Math.ceil(layer.units / divisor) };
      }
      return layer;
    });
  return {
    ...recipe,
    networks: {
      generator: { ...generator, layers: narrowed(generator.layers) },
      discriminator: { ...discriminator, layers: narrowed(discriminator.layers) },
    },
    schedule: { ...recipe.schedule, batchSize },
  };
}
