import { convOutputSide } from '../../shared/layer-shapes';
import type { LayerSpec, NetworkSpec } from '../../shared/layer-specs';
import { takingImage } from './flattened-images';
import type { FittedWeights } from './fit-network';
import type { ForeignLayer } from './foreign-layers';
import { rebuildLayers } from './rebuilt-layers';

interface ImageSize {
  readonly side: number;
  readonly channels: 1 | 3;
}

/**
 * A discriminator of images of a known size that is a plain sequence of convolutions or dense layers and ends in one logit.
 *
 * @returns null where it is none
 */
export function rebuildDiscriminator(
  layers: readonly ForeignLayer[],
  image: ImageSize,
): { readonly spec: NetworkSpec; readonly weights: FittedWeights } | null {
  const built = rebuildLayers();
  let { side }: { side: number } = image;
  let channels: number = image.channels;
  let flat = false;
  for (const [index, layer] of layers.entries()) {
    const isLast = index === layers.length - 1;
    if (layer.kind === 'convolution' && !flat && layer.first === channels) {
      const window = isLast ? { stride: 1, padding: 0 } : { stride: 2, padding: Math.floor((layer.kernel - 1) / 2) };
      side = convOutputSide(side, layer.kernel, window.stride, window.padding);
      if (side < 1 || (layer.bias && layer.bias.length !== layer.second)) return null;
      built.convolution('conv', layer, window);
      channels = layer.second;
    } else if (layer.kind === 'dense' && layer.inputs === side * side * channels) {
      if (!flat) built.plain({ kind: 'flatten', id: 'flatten' });
      built.dense(flat ? layer : takingImage(layer, side, channels));
      [flat, side, channels] = [true, 1, layer.outputs];
    } else if (layer.kind === 'batchNorm' && index > 0 && !isLast && layer.channels === channels) {
      built.batchNorm(layer);
    } else return null;
    if (!isLast && layers[index + 1]?.kind !== 'batchNorm') built.activation('leakyRelu');
  }
  if (side !== 1 || channels !== 1) return null;
  if (!flat) built.plain({ kind: 'flatten', id: 'flatten' });
  return { spec: { layers: built.layers }, weights: built.weights() };
}

/** A discriminator for images of any side, after DCGAN: halves the side until it is 4 or less, then one logit. */
export function usualDiscriminator(side: number): NetworkSpec {
  const layers: LayerSpec[] = [];
  const narrowest = 64;
  let left = side;
  for (let depth = 1; left > 4; depth++) {
    const filters = narrowest * 2 ** (depth - 1);
    layers.push({ kind: 'conv', id: `down${depth}`, filters, kernel: 4, stride: 2, padding: 1, bias: false });
    if (depth > 1) layers.push({ kind: 'batchNorm', id: `norm${depth}` });
    layers.push({ kind: 'leakyRelu', id: `leakyRelu${depth}`, slope: 0.2 });
    left = convOutputSide(left, 4, 2, 1);
  }
  layers.push({ kind: 'conv', id: 'logit', filters: 1, kernel: left, stride: 1, padding: 0, bias: false });
  layers.push({ kind: 'flatten', id: 'flatten' });
  return { layers };
}
