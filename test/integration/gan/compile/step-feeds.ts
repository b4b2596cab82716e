import type { GraphForm } from '../../../../src/main/gan/compile/tape';
import { adamFactors, asFused } from '../../../../src/main/gan/adam';
import { emaDecay } from '../../../../src/main/gan/ema';
import type { Feed, Feeds } from '../../../../src/main/gan/execution';
import { drawLatents } from '../../../../src/shared/latents';
import { randomStreams, type RandomStream } from '../../../../src/shared/random';
import { imageShape, type Recipe } from '../../../../src/shared/recipe';
import { elementCount } from '../../../../src/shared/tensor';
import { pixels } from '../pytorch-fixture';

/** What a step of both halves is fed, made from its number alone. */
export function feedsOf(recipe: Recipe, step: number, form: GraphForm = 'exact'): Feeds {
  const { optimisers, schedule, latent } = recipe;
  const shape = [schedule.batchSize, ...imageShape(recipe)];
  const ofDiscriminator = adamFactors(
    form === 'fast' ? asFused(optimisers.discriminator) : optimisers.discriminator,
    step,
  );
  const ofGenerator = adamFactors(form === 'fast' ? asFused(optimisers.generator) : optimisers.generator, step);
  const latents = (stream: RandomStream): Feed => ({
    values: drawLatents(latent, { seed: 5, stream, step }, schedule.batchSize),
    shape: [schedule.batchSize, latent.size],
  });
  return {
    real: { values: pixels(step, elementCount(shape)), shape },
    discriminatorLatents: latents(randomStreams.discriminatorLatents),
    discriminatorStepSize: scalar(ofDiscriminator.stepSize),
    discriminatorEpsilon: scalar(ofDiscriminator.epsilon),
    generatorLatents: latents(randomStreams.generatorLatents),
    generatorStepSize: scalar(ofGenerator.stepSize),
    generatorEpsilon: scalar(ofGenerator.epsilon),
    averageDecay: scalar(recipe.ema ? emaDecay(recipe.ema.decay, step) : 0),
  };
}

function scalar(value: number): Feed {
  return { values: Float32Array.of(value), shape: [] };
}

/** The same recipe with a fraction of its channels and a small batch. */
export function narrow(recipe: Recipe, divisor: number, batchSize: number): Recipe {
  const { generator, discriminator } = recipe.networks;
  const narrowed = (layers: typeof generator.layers): typeof generator.layers =>
    layers.map((layer) => {
      if ('filters' in layer && layer.filters > 3) return { ...layer, filters: Math.ceil(layer.filters / divisor) };
      // the last dense layer of a generator makes the image
      if (layer.kind === 'dense' && layer.units > 1 && layer.units % 28 !== 0) {
        return { ...layer, units: Math.ceil(layer.units / divisor) };
      }
      return layer;
    });
  return {
    ...recipe,
    networks: {
      generator: { layers: narrowed(generator.layers) },
      discriminator: { layers: narrowed(discriminator.layers) },
    },
    schedule: { ...recipe.schedule, batchSize },
  };
}
