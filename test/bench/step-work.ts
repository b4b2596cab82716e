import { describeNetwork, type NetworkRole, type Recipe } from '../../src/shared/recipe';
import type { LayerDescription } from '../../src/shared/shape-inference';

/**
 * Multiply-adds of one step in dense layers and convolutions, each gradient counted as much as its forward run: the
 * least that the step's formulas ask for.
 */
export function multiplications(recipe: Recipe): number {
  const generator = forwardWork(recipe, 'generator');
  const discriminator = forwardWork(recipe, 'discriminator');
  const fakes = recipe.objective.sharedFake ? 1 : 2;
  // D: real and fake forward, gradients of weights and between layers; then fake forward and back to the image
  const forD = 2 * 3 * discriminator;
  const forG = 2 * discriminator + (fakes + 2) * generator;
  return recipe.schedule.batchSize * (forD + forG);
}

function forwardWork(recipe: Recipe, role: NetworkRole): number {
  return describeNetwork(recipe, role).layers.reduce((sum, layer) => sum + layerWork(layer), 0);
}

/** Multiply-adds of an image. */
function layerWork({ layer, inputShape, outputShape }: LayerDescription): number {
  const [, , inputChannels = inputShape[0] ?? 0] = inputShape;
  if (layer.kind === 'dense') return (inputShape[0] ?? 0) * layer.units;
  if (layer.kind === 'conv') return area(outputShape) * layer.kernel ** 2 * inputChannels * layer.filters;
  if (layer.kind === 'transposedConv') return area(inputShape) * layer.kernel ** 2 * inputChannels * layer.filters;
  return 0;
}

function area([height = 1, width = 1]: readonly number[]): number {
  return height * width;
}
