import type { LayerDescription, NetworkDescription } from '../../shared/shape-inference';
import { permute, type ForeignLayer } from './foreign-layers';

/** Numbers by the names of a network's variables without the network's own, for example `up1/weight`. */
export type FittedWeights = ReadonlyMap<string, Float32Array>;

/**
 * Puts foreign layers in the places of a network's layers, in order, where every shape agrees.
 *
 * @returns null where one does not
 */
export function fitNetwork(
  { layers: described }: NetworkDescription,
  foreign: readonly ForeignLayer[],
): FittedWeights | null {
  const places = described.filter(({ parameters }) => parameters.length > 0);
  if (places.length !== foreign.length) return null;
  const fitted = new Map<string, Float32Array>();
  for (const [index, place] of places.entries()) {
    const layer = foreign[index];
    const numbers = layer ? fitLayer(place, layer) : null;
    if (!numbers) return null;
    for (const [name, data] of Object.entries(numbers)) {
      if (data) fitted.set(`${place.layer.id}/${name}`, data);
    }
  }
  return fitted;
}

function fitLayer(
  { layer: spec, inputShape, parameters }: LayerDescription,
  layer: ForeignLayer,
): Readonly<Record<string, Float32Array | null>> | null {
  const inputs = inputShape.at(-1) ?? 0;
  if ('spectralNorm' in spec && spec.spectralNorm === true) return null;
  if (spec.kind === 'dense' && layer.kind === 'dense') {
    const fits = layer.inputs === inputs && layer.outputs === spec.units && spec.bias === (layer.bias !== null);
    return fits ? { weight: layer.weight, bias: layer.bias } : null;
  }
  if ((spec.kind === 'conv' || spec.kind === 'transposedConv') && layer.kind === 'convolution') {
    if (spec.bias !== (layer.bias !== null) || layer.kernel !== spec.kernel) return null;
    const [made, taken] = spec.kind === 'conv' ? [layer.second, layer.first] : [layer.first, layer.second];
    if (taken !== inputs || made !== spec.filters || (layer.bias && layer.bias.length !== made)) return null;
    return { weight: layer.weight, bias: layer.bias };
  }
  if (spec.kind === 'batchNorm' && layer.kind === 'batchNorm' && layer.channels === inputs) {
    return { scale: layer.scale, offset: layer.offset, runningMean: layer.mean, runningVariance: layer.variance };
  }
  if (spec.kind === 'embedding') {
    const [classes, size] = parameters[0]?.shape ?? [];
    if (layer.kind === 'embedding') {
      return layer.classes === classes && layer.size === size ? { weight: layer.weight } : null;
    }
    // whose name does not say it looks like a dense layer without bias, and was turned
    if (layer.kind !== 'dense' || layer.bias || layer.outputs !== classes || layer.inputs !== size) return null;
    return layer.channelsFirst ? { weight: permute(layer.weight, [size, classes], [1, 0]) } : null;
  }
  return null;
}
