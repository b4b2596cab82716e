import { elementCount, type NamedTensor, type Shape } from '../../shared/tensor';
import type { ExportedGenerator, ExportedLayer, LayerValueName, LayerValues } from './generator';

/** PyTorch's names of a layer's arrays. */
const torchNames: Readonly<Record<LayerValueName, string>> = {
  weight: 'weight',
  bias: 'bias',
  scale: 'weight',
  offset: 'bias',
  runningMean: 'running_mean',
  runningVariance: 'running_var',
};

/** The generator's numbers under PyTorch's names and in its layouts: `up1.weight`, `norm1.running_mean`. */
export function torchState({ layers }: ExportedGenerator): readonly NamedTensor[] {
  return layers.flatMap((described) =>
    [...described.values].map(([name, values]): NamedTensor => {
      const { shape, data } = inTorchLayout(described, values);
      return { name: torchName(described, name), dtype: 'float32', shape, data };
    }),
  );
}

export function torchName({ layer }: ExportedLayer, name: LayerValueName): string {
  return `${layer.id}.${torchNames[name]}`;
}

/**
 * Dense [in, out] → [out, in]; convolution [kernel, kernel, in, out] → [out, in, kernel, kernel]; transposed convolution
 * [kernel, kernel, out, in] → [in, out, kernel, kernel]; layer norm with the channels first; the others stay.
 */
function inTorchLayout({ layer }: ExportedLayer, values: LayerValues): LayerValues {
  const axes = values.shape.length;
  const isWeight = layer.kind === 'dense' || layer.kind === 'conv' || layer.kind === 'transposedConv';
  // a bias has one axis and stays
  if (isWeight && axes === 2) return permute(values, [1, 0]);
  if (isWeight && axes === 4) return permute(values, [3, 2, 0, 1]);
  if (layer.kind === 'layerNorm') return permute(values, channelsFirst([...values.shape.keys()]));
  return values;
}

/** Axis i of the result is axis `axes[i]` of what is given. */
export function permute({ shape, data }: LayerValues, axes: readonly number[]): LayerValues {
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const moved = axes.map((axis) => ({ size: shape[axis] ?? 1, stride: strides[axis] ?? 1 }));
  const result = new Float32Array(data.length);
  const place = moved.map(() => 0);
  for (let index = 0, from = 0; index < result.length; index++) {
    result[index] = data[from] ?? 0;
    for (let axis = moved.length - 1; axis >= 0; axis--) {
      const { size, stride } = moved[axis] as (typeof moved)[number];
      const next = (place[axis] ?? 0) + 1;
      from += stride;
      place[axis] = next;
      if (next < size) break;
      place[axis] = 0;
      from -= size * stride;
    }
  }
  return { shape: moved.map(({ size }) => size), data: result };
}

/** `[…sides, channels]` → `[channels, …sides]` */
export function channelsFirst(shape: Shape): Shape {
  return [...shape.slice(-1), ...shape.slice(0, -1)];
}

/** Whether channels first is another order of the numbers; with one channel, or with one pixel, it is not. */
export function isTurned(shape: Shape): boolean {
  return (shape.at(-1) ?? 1) > 1 && elementCount(shape.slice(0, -1)) > 1;
}
