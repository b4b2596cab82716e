import { permute, type ForeignLayer } from './foreign-layers';

type Dense = Extract<ForeignLayer, { kind: 'dense' }>;
type BatchNorm = Extract<ForeignLayer, { kind: 'batchNorm' }>;

/** A dense layer that makes an image of `side` and `channels`, with its outputs in the studio's order of pixels. */
export function makingImage(layer: Dense, side: number, channels: number): Dense {
  if (!layer.channelsFirst || channels === 1 || side === 1) return layer;
  const weight = permute(layer.weight, [layer.inputs, channels, side, side], [0, 2, 3, 1]);
  return { ...layer, weight, bias: layer.bias && pixelOrder(layer.bias, side, channels) };
}

/** A dense layer that takes a flattened image, with its inputs in the studio's order of pixels. */
export function takingImage(layer: Dense, side: number, channels: number): Dense {
  if (!layer.channelsFirst || channels === 1 || side === 1) return layer;
  return { ...layer, weight: permute(layer.weight, [channels, side, side, layer.outputs], [1, 2, 0, 3]) };
}

/** A batch norm over all the numbers of a flattened image. */
export function overImage(layer: BatchNorm, side: number, channels: number): BatchNorm {
  const order = (data: Float32Array): Float32Array => pixelOrder(data, side, channels);
  const { scale, offset, mean, variance } = layer;
  return { ...layer, scale: order(scale), offset: order(offset), mean: order(mean), variance: order(variance) };
}

/** [channels, side, side] → [side, side, channels] */
function pixelOrder(data: Float32Array, side: number, channels: number): Float32Array {
  return permute(data, [channels, side, side], [1, 2, 0]);
}
