import type { NetworkSpec } from '../../shared/layer-specs';
import { presets, presetVariant } from '../../shared/presets';
import { dcgan28 } from '../../shared/presets/dcgan-28';
import { dcgan64 } from '../../shared/presets/dcgan-64';
import { mlpTutorial } from '../../shared/presets/mlp-tutorial';
import { describeNetwork, imageShape, recipeSchema, type Recipe } from '../../shared/recipe';
import type { ImportCandidate, MissingPart } from '../../shared/recognised';
import { worded, type Worded } from '../../shared/wording/worded';
import { fitNetwork, type FittedWeights } from './fit-network';
import type { ForeignLayer } from './foreign-layers';
import type { ForeignNetwork, ForeignNetworks } from './foreign-networks';
import { rebuildDiscriminator, usualDiscriminator } from './rebuild-discriminator';
import { rebuildGenerator, type RebuiltGenerator } from './rebuild-generator';

/** A candidate with what it is made of. */
export interface FullCandidate {
  readonly shown: ImportCandidate;
  readonly recipe: Recipe;
  readonly weights: CandidateWeights;
}

/** Numbers by the names of a network's variables; null where the file has none. */
export interface CandidateWeights {
  readonly generator: FittedWeights;
  readonly discriminator: FittedWeights | null;
  readonly average: FittedWeights | null;
}

/** The networks of a file by what they are for. */
interface Parts {
  readonly generator: readonly ForeignLayer[];
  readonly discriminator: readonly ForeignLayer[] | null;
  readonly average: readonly ForeignLayer[] | null;
  /** Names of tensors that belong to none of them. */
  readonly others: readonly string[];
}

/**
 * All the ways to read the networks of a file, best first: presets whose shapes agree with every layer, and only where there
 * is none, networks rebuilt from the shapes.
 *
 * @param told the recipe that the file itself tells; where it fits there is no other
 */
export function findCandidates(
  { networks, others }: ForeignNetworks,
  told: Recipe | null = null,
): readonly FullCandidate[] {
  const parts = partsOf(networks, others);
  if (!parts) return [];
  const own = told ? fitPreset(told, parts) : [];
  if (own.length > 0) return own;
  const exact = [...presets, ...variantsFor(parts.generator)].flatMap((recipe) => fitPreset(recipe, parts));
  if (exact.length > 0) return exact.toSorted((a, b) => fittedCount(b) - fittedCount(a));
  return rebuildGenerator(parts.generator).flatMap((generator) => fitRebuilt(generator, parts));
}

/** Whether the candidates would draw different images of the same latents. */
export function drawDifferently(candidates: readonly FullCandidate[]): boolean {
  const generators = candidates.map(({ recipe: { networks, latent, data } }) =>
    JSON.stringify([networks.generator, latent.size, data.side, data.channels, data.range]),
  );
  return new Set(generators).size > 1;
}

function partsOf(networks: readonly ForeignNetwork[], others: readonly string[]): Parts | null {
  const layersOf = (role: ForeignNetwork['role']): readonly ForeignLayer[] | null =>
    networks.find((network) => network.role === role)?.layers ?? null;
  const [average, named] = [layersOf('average'), layersOf('generator') ?? layersOf('unknown')];
  const generator = named ?? average;
  if (!generator) return null;
  return { generator, discriminator: layersOf('discriminator'), average: named ? average : null, others };
}

/** DCGAN 64 in the width of the file. */
function variantsFor(layers: readonly ForeignLayer[]): readonly Recipe[] {
  const windows = layers.filter((layer) => layer.kind === 'convolution');
  const [width, channels] = [windows.at(-1)?.second, windows.at(-1)?.first];
  if (width === undefined || width > 512 || (channels !== 1 && channels !== 3)) return [];
  // the preset itself is among the presets
  if (width === 128 && channels === 1) return [];
  return [presetVariant('dcgan-64', { width, channels })];
}

function fitPreset(recipe: Recipe, parts: Parts): readonly FullCandidate[] {
  const generator = fitNetwork(describeNetwork(recipe, 'generator'), parts.generator);
  if (!generator) return [];
  const discriminator =
    parts.discriminator && fitNetwork(describeNetwork(recipe, 'discriminator'), parts.discriminator);
  const weights = { generator, discriminator, average: averageOf(recipe, parts) };
  return [
    { shown: showCandidate(recipe, recipe.preset, true, weights, unusedOf(weights, parts), []), recipe, weights },
  ];
}

function averageOf(recipe: Recipe, { average }: Parts): FittedWeights | null {
  return recipe.ema && average ? fitNetwork(describeNetwork(recipe, 'generator'), average) : null;
}

function fittedCount({ weights }: FullCandidate): number {
  return [weights.discriminator, weights.average].filter((part) => part !== null).length;
}

function fitRebuilt(generator: RebuiltGenerator, parts: Parts): readonly FullCandidate[] {
  const { side, channels, convolutional, latentSize } = generator;
  const rebuilt = parts.discriminator && rebuildDiscriminator(parts.discriminator, { side, channels });
  const judge = rebuilt?.spec ?? (convolutional ? usualDiscriminator(side) : mlpTutorial.networks.discriminator);
  const recipe = ownRecipe(baseFor(generator), {
    side,
    channels,
    latentSize,
    networks: { generator: generator.spec, discriminator: judge },
  });
  if (!recipe) return [];
  const average = averageOf(recipe, parts);
  const weights = { generator: generator.weights, discriminator: rebuilt?.weights ?? null, average };
  const guessed = rebuilt ? [...generator.guessed, worded('note.guessedDiscriminator')] : generator.guessed;
  const shown = showCandidate(recipe, `${recipe.preset}@${side}`, false, weights, unusedOf(weights, parts), guessed);
  return [{ shown, recipe, weights }];
}

function baseFor({ convolutional, side, channels }: RebuiltGenerator): Recipe {
  if (!convolutional) return mlpTutorial;
  return side <= 32 ? dcgan28 : dcgan64({ channels });
}

interface OwnNetworks {
  readonly side: number;
  readonly channels: 1 | 3;
  readonly latentSize: number;
  readonly range?: Recipe['data']['range'];
  readonly networks: { readonly generator: NetworkSpec; readonly discriminator: NetworkSpec };
}

/** A preset's recipe with other networks; null where they do not make a recipe. */
export function ownRecipe(
  base: Recipe,
  { side, channels, latentSize, networks, range = base.data.range }: OwnNetworks,
): Recipe | null {
  const checked = recipeSchema.safeParse({
    ...base,
    data: { ...base.data, side, channels, range },
    latent: { ...base.latent, size: latentSize },
    networks,
  });
  return checked.success ? checked.data : null;
}

/** Tensors that a candidate of these parts leaves out. */
function unusedOf({ discriminator, average }: CandidateWeights, parts: Parts): readonly string[] {
  return [
    ...parts.others,
    ...(discriminator ? [] : namesOf(parts.discriminator)),
    ...(average ? [] : namesOf(parts.average)),
  ];
}

function namesOf(layers: readonly ForeignLayer[] | null): readonly string[] {
  return (layers ?? []).flatMap(({ names }) => names);
}

/** A candidate as a person sees it. */
export function showCandidate(
  recipe: Recipe,
  id: string,
  exact: boolean,
  { discriminator, average }: CandidateWeights,
  unused: readonly string[],
  guessed: readonly Worded[],
): ImportCandidate {
  const missing: readonly (readonly [MissingPart, boolean])[] = [
    ['discriminator', discriminator === null],
    ['optimisers', true],
    ['average', recipe.ema !== null && average === null],
  ];
  return {
    ...{ id, preset: recipe.preset, exact, latentSize: recipe.latent.size, imageShape: imageShape(recipe) },
    generatorParameters: describeNetwork(recipe, 'generator').parameterCount,
    guessed,
    missing: missing.filter(([, isMissing]) => isMissing).map(([part]) => part),
    unused,
  };
}
