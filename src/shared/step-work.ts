/** What one step of a recipe computes, counted before any was made. */
import { z } from 'zod';
import { layerWork } from './layer-work';
import { describeNetwork, type NetworkRole, type Recipe } from './recipe';
import { elementCount } from './tensor';

const amount = z.number().min(0);

/** Amounts of a mean step: where the generator moves in every fifth step, a fifth of its work. */
export const stepWorkSchema = z.strictObject({
  /** Layers passed forward or backward, in a recorded step; each costs its start whatever its size. */
  passes: amount,
  /** Those of convolutions among them, which cost more to start. */
  convolutionPasses: amount,
  /** The same where each operation is called for by itself. */
  eagerPasses: amount,
  /** Multiplications of convolutions in float32, in millions. */
  convolutions: amount,
  /** In bfloat16, in millions. */
  mixedConvolutions: amount,
  /** Multiplications of dense layers, in millions. */
  dense: amount,
  /** Numbers that layers hand on, forward and backward, in millions. */
  handed: amount,
  /** Parameters that an optimiser, a limit or the average goes over, in millions. */
  updated: amount,
});
export type StepWork = Readonly<z.infer<typeof stepWorkSchema>>;
export const workNames = Object.keys(stepWorkSchema.shape) as readonly (keyof StepWork)[];

interface NetworkWork {
  readonly layers: number;
  readonly convolutionLayers: number;
  /** For one image, in millions. */
  readonly convolutions: number;
  readonly dense: number;
  readonly handed: number;
  readonly parameters: number;
}

function networkWork(recipe: Recipe, role: NetworkRole): NetworkWork {
  const { layers, parameterCount } = describeNetwork(recipe, role);
  const isConvolution = (kind: string): boolean => kind === 'conv' || kind === 'transposedConv';
  const sum = (count: (layer: (typeof layers)[number]) => number): number =>
    layers.reduce((total, layer) => total + count(layer), 0) / 1e6;
  return {
    layers: layers.filter(({ layer }) => layer.kind !== 'reshape' && layer.kind !== 'flatten').length,
    convolutionLayers: layers.filter(({ layer }) => isConvolution(layer.kind)).length,
    convolutions: sum((layer) => (isConvolution(layer.layer.kind) ? layerWork(layer) : 0)),
    dense: sum((layer) => (isConvolution(layer.layer.kind) ? 0 : layerWork(layer))),
    handed: sum(({ outputShape }) => elementCount(outputShape)),
    parameters: parameterCount / 1e6,
  };
}

/** How often each network is passed in a step, a backward pass counted as two: one for the layers before, one for the weights. */
function passesOf({ objective, schedule }: Recipe): Readonly<Record<NetworkRole, number>> & { readonly moves: number } {
  const { turns } = schedule;
  // adaptive turns depend on the losses; by half the steps a recipe of that kind is not far off
  const moves = turns.kind === 'fixed' ? 1 / turns.discriminatorSteps : 0.5;
  const forBoth = 2 * (1 + 2);
  // the gradient itself, then the way back through both
  const forPenalty = objective.gradientPenalty === null ? 0 : 6;
  const forGenerator = 1 + 1;
  const drawn = 1 + (objective.sharedFake ? 0 : moves);
  return { moves, discriminator: forBoth + forPenalty + moves * forGenerator, generator: drawn + moves * 2 };
}

/** @throws Error for a recipe whose networks do not fit */
export function stepWork(recipe: Recipe): StepWork {
  const networks = { generator: networkWork(recipe, 'generator'), discriminator: networkWork(recipe, 'discriminator') };
  const passes = passesOf(recipe);
  const { batchSize } = recipe.schedule;
  const total = (name: 'layers' | 'convolutionLayers' | 'convolutions' | 'dense' | 'handed'): number =>
    networks.generator[name] * passes.generator + networks.discriminator[name] * passes.discriminator;
  const layers = total('layers');
  const convolutions = total('convolutions') * batchSize;
  const isEager = recipe.execution === 'eager';
  const isMixed = recipe.precision === 'mixed';
  const averaged = recipe.ema ? networks.generator.parameters : 0;
  const discriminatorUpdates = recipe.objective.separateHalves ? 2 : 1;
  return {
    passes: isEager ? 0 : layers,
    convolutionPasses: isEager ? 0 : total('convolutionLayers'),
    eagerPasses: isEager ? layers : 0,
    convolutions: isMixed ? 0 : convolutions,
    mixedConvolutions: isMixed ? convolutions : 0,
    dense: total('dense') * batchSize,
    handed: total('handed') * batchSize,
    updated:
      passes.moves * (networks.generator.parameters + averaged) +
      discriminatorUpdates * networks.discriminator.parameters,
  };
}
