import { elementCount, type Shape } from '../../../../src/shared/tensor';
import type { ForeignTensor } from '../../../../src/main/formats/foreign-tensors';

/** Tensors of these names and shapes, each number another. */
export function foreignWeights(shapes: Readonly<Record<string, Shape>>): readonly ForeignTensor[] {
  let next = 0;
  return Object.entries(shapes).map(([name, shape]) => {
    const data = Float32Array.from({ length: elementCount(shape) }, () => (next++ % 997) / 1000);
    return { name, dtype: 'float32', shape, data };
  });
}

/** The names of PyTorch for a sequence: transposed convolutions of kernel 4 with batch norm between them. */
export function sequenceShapes(channels: readonly number[], prefix = 'main.', bias = false): Record<string, Shape> {
  const shapes: Record<string, Shape> = {};
  const steps = channels.length - 1;
  for (let index = 0; index < steps; index++) {
    const [from, to] = [channels[index] as number, channels[index + 1] as number];
    shapes[`${prefix}${3 * index}.weight`] = [from, to, 4, 4];
    if (bias) shapes[`${prefix}${3 * index}.bias`] = [to];
    if (index === steps - 1) break;
    for (const part of ['weight', 'bias', 'running_mean', 'running_var']) {
      shapes[`${prefix}${3 * index + 1}.${part}`] = [to];
    }
    shapes[`${prefix}${3 * index + 1}.num_batches_tracked`] = [];
  }
  return shapes;
}

/** The names of PyTorch for dense layers with an activation between them. */
export function denseShapes(sizes: readonly number[], prefix = ''): Record<string, Shape> {
  const shapes: Record<string, Shape> = {};
  for (let index = 0; index + 1 < sizes.length; index++) {
    shapes[`${prefix}${2 * index}.weight`] = [sizes[index + 1] as number, sizes[index] as number];
    shapes[`${prefix}${2 * index}.bias`] = [sizes[index + 1] as number];
  }
  return shapes;
}
