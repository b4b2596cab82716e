import type { LayerSpec, NetworkSpec } from '../../shared/layer-specs';
import { presets } from '../../shared/presets';
import { dcgan28 } from '../../shared/presets/dcgan-28';
import { dcgan64 } from '../../shared/presets/dcgan-64';
import { mlpTutorial } from '../../shared/presets/mlp-tutorial';
import type { Recipe } from '../../shared/recipe';
import { worded, type Worded } from '../../shared/wording/worded';
import { FormatError } from '../formats/format-error';
import type { ForeignTensor } from '../formats/foreign-tensors';
import { ownRecipe, showCandidate, type FullCandidate } from './candidates';
import type { FittedWeights } from './fit-network';
import { kerasGenerator, type KerasGenerator } from './keras-network';
import { usualDiscriminator } from './rebuild-discriminator';

/** A Keras model in the studio's terms. */
export interface KerasReading {
  readonly candidates: readonly FullCandidate[];
  /** What had to be said otherwise than the model says it, a sentence each. */
  readonly notes: readonly Worded[];
}

/**
 * The one way to read a Keras model: as it describes itself, under the name of the presets with the same generator.
 *
 * @throws FormatError where the studio has not all of its layers
 */
export function kerasCandidates(model: unknown, tensors: readonly ForeignTensor[]): KerasReading {
  const generator = kerasGenerator(model, tensors);
  const unused = tensors.map(({ name }) => name).filter((name) => !generator.used.has(name));
  const twins = presets.filter((recipe) => isTwin(recipe, generator));
  const { notes } = generator;
  if (twins.length > 0) return { candidates: twins.map((recipe) => asPreset(recipe, generator, unused)), notes };
  const recipe = recipeOf(generator);
  const id = `${recipe.preset}@${generator.side}`;
  const weights = { generator: generator.weights, discriminator: null, average: null };
  const shown = showCandidate(recipe, id, false, weights, unused, []);
  return { candidates: [{ shown, recipe, weights }], notes };
}

function isTwin({ networks, latent }: Recipe, { spec, latentSize }: KerasGenerator): boolean {
  return latent.size === latentSize && plainly(networks.generator) === plainly(spec);
}

/** Layers without their names. */
function plainly({ layers }: NetworkSpec): string {
  return JSON.stringify(
    layers.map((layer) =>
      Object.entries(layer)
        .filter(([key]) => key !== 'id')
        .sort(),
    ),
  );
}

function asPreset(recipe: Recipe, { spec, weights }: KerasGenerator, unused: readonly string[]): FullCandidate {
  const renamed = renameLayers(weights, spec.layers, recipe.networks.generator.layers);
  const all = { generator: renamed, discriminator: null, average: null };
  return { shown: showCandidate(recipe, recipe.preset, true, all, unused, []), recipe, weights: all };
}

function renameLayers(weights: FittedWeights, from: readonly LayerSpec[], to: readonly LayerSpec[]): FittedWeights {
  const names = new Map(from.map(({ id }, index) => [id, to[index]?.id ?? id]));
  return new Map(
    [...weights].map(([name, numbers]) => {
      const [id = '', part = ''] = name.split('/');
      return [`${names.get(id) ?? id}/${part}`, numbers];
    }),
  );
}

function recipeOf({ spec, latentSize, side, channels }: KerasGenerator): Recipe {
  const dense = spec.layers.every(({ kind }) => kind !== 'conv' && kind !== 'transposedConv');
  const base = dense ? mlpTutorial : side <= 32 ? dcgan28 : dcgan64({ channels });
  const judge = dense ? mlpTutorial.networks.discriminator : usualDiscriminator(side);
  const end = spec.layers.findLast(({ kind }) => kind !== 'reshape' && kind !== 'flatten')?.kind;
  const range = end === 'sigmoid' ? '[0, 1]' : '[-1, 1]';
  const networks = { generator: spec, discriminator: judge };
  const recipe = ownRecipe(base, { side, channels, latentSize, networks, range });
  if (recipe) return recipe;
  throw new FormatError(worded('keras.images', { side, end: end ?? 'nothing' }));
}
