/** How much a layer computes for one image, counted from its shapes. */
import type { LayerDescription } from './shape-inference';
import { elementCount } from './tensor';

/** Multiplications of one pass forward. */
export function layerWork({ layer, inputShape, outputShape, parameters }: LayerDescription): number {
  const weights = elementCount(parameters.find(({ name }) => name === 'weight')?.shape ?? [0]);
  const [height = 1, width = 1] = layer.kind === 'transposedConv' ? inputShape : outputShape;
  // each weight of a kernel meets every place that it is laid on
  return layer.kind === 'conv' || layer.kind === 'transposedConv' ? weights * height * width : weights;
}
