/** How much both networks compute for one image. */
import type { NetworkRole } from '../../shared/network-problems';
import type { LayerDescription, TracedLayer } from '../../shared/shape-inference';
import { elementCount } from '../../shared/tensor';

/** Multiplications of one pass forward for one image; layers that make nothing count nothing. */
export function pairWork(
  traces: Readonly<Record<NetworkRole, readonly TracedLayer[]>>,
): Readonly<Record<NetworkRole, number>> {
  const sum = (traced: readonly TracedLayer[]): number =>
    traced.reduce((total, one) => total + (one.state === 'fits' ? layerWork(one) : 0), 0);
  return { generator: sum(traces.generator), discriminator: sum(traces.discriminator) };
}

function layerWork({ layer, inputShape, outputShape, parameters }: LayerDescription): number {
  const weights = elementCount(parameters.find(({ name }) => name === 'weight')?.shape ?? [0]);
  const [height = 1, width = 1] = layer.kind === 'transposedConv' ? inputShape : outputShape;
  // each weight of a kernel meets every place that it is laid on
  return layer.kind === 'conv' || layer.kind === 'transposedConv' ? weights * height * width : weights;
}
