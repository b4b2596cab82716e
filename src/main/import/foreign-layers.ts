import { elementCount, type Shape } from '../../shared/tensor';
import type { ForeignTensor } from '../formats/foreign-tensors';

interface Common {
  /** Its name in the file, without the last part of its tensors' names. */
  readonly path: string;
  /** Names of the tensors that it is made of. */
  readonly names: readonly string[];
  /** Of the weight, in the file's own order of axes. */
  readonly shape: Shape;
}

/** A layer's numbers in the studio's order of axes, whichever program wrote them. */
export type ForeignLayer =
  | (Common & {
      readonly kind: 'dense';
      /** Whether images are flattened channel by channel around it, as PyTorch does. */
      readonly channelsFirst: boolean;
      readonly inputs: number;
      readonly outputs: number;
      /** [in, out] */
      readonly weight: Float32Array;
      /** [out] */
      readonly bias: Float32Array | null;
    })
  | (Common & {
      /** Whether it is a transposed one only the layers around it tell. */
      readonly kind: 'convolution';
      /** Side. Pixels. */
      readonly kernel: number;
      /** [kernel, kernel, first, second]: a convolution has [in, out] there, a transposed one [out, in]. */
      readonly first: number;
      readonly second: number;
      readonly weight: Float32Array;
      readonly bias: Float32Array | null;
    })
  | (Common & {
      readonly kind: 'batchNorm';
      readonly channels: number;
      /** [channels] each. */
      readonly scale: Float32Array;
      readonly offset: Float32Array;
      readonly mean: Float32Array;
      readonly variance: Float32Array;
    })
  | (Common & {
      readonly kind: 'embedding';
      readonly classes: number;
      readonly size: number;
      /** [classes, size] */
      readonly weight: Float32Array;
    })
  | (Common & { readonly kind: 'unknown' });

/** What the last parts of names mean, in PyTorch, in Keras and here. */
const parts: Readonly<Record<string, Part>> = {
  weight: 'weight',
  kernel: 'weight',
  embeddings: 'embedding',
  bias: 'bias',
  gamma: 'scale',
  scale: 'scale',
  beta: 'offset',
  offset: 'offset',
  running_mean: 'mean',
  moving_mean: 'mean',
  runningMean: 'mean',
  running_var: 'variance',
  moving_variance: 'variance',
  runningVariance: 'variance',
  num_batches_tracked: 'ignored',
};
type Part = 'weight' | 'embedding' | 'bias' | 'scale' | 'offset' | 'mean' | 'variance' | 'ignored';

interface Group {
  readonly path: string;
  readonly tensors: Map<Part, ForeignTensor>;
  readonly names: string[];
  strange: boolean;
}

/** The layers of one network, in the order of the file. */
export function foreignLayers(tensors: readonly ForeignTensor[]): readonly ForeignLayer[] {
  const groups = new Map<string, Group>();
  for (const tensor of tensors) {
    const { path, last } = splitName(tensor.name);
    const group: Group = groups.get(path) ?? { path, tensors: new Map(), names: [], strange: false };
    groups.set(path, group);
    group.names.push(tensor.name);
    const part = Object.hasOwn(parts, last) ? parts[last] : undefined;
    if (part === undefined || group.tensors.has(part)) group.strange = true;
    else group.tensors.set(part, tensor);
  }
  return [...groups.values()].map(readLayer);
}

function splitName(name: string): { readonly path: string; readonly last: string } {
  const at = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'));
  return { path: name.slice(0, Math.max(at, 0)), last: name.slice(at + 1) };
}

function readLayer(group: Group): ForeignLayer {
  const { path, tensors, names } = group;
  const main = tensors.get('weight') ?? tensors.get('embedding') ?? tensors.get('mean');
  const common = { path, names, shape: main?.shape ?? [] };
  const unknown: ForeignLayer = { ...common, kind: 'unknown' };
  if (group.strange) return unknown;
  if (tensors.has('mean') || tensors.has('variance')) return readNorm(common, tensors) ?? unknown;
  const bias = tensors.get('bias') ?? null;
  const embedding = tensors.get('embedding') ?? (isEmbedding(path) && !bias ? tensors.get('weight') : undefined);
  if (embedding) return readEmbedding(common, embedding) ?? unknown;
  const weight = tensors.get('weight');
  if (!weight || tensors.has('scale') || tensors.has('offset')) return unknown;
  return readWeighted(common, weight, bias) ?? unknown;
}

function isEmbedding(path: string): boolean {
  return /emb/i.test(path);
}

function readEmbedding(common: Common, { shape, data }: ForeignTensor): ForeignLayer | null {
  const [classes, size, ...rest] = shape;
  if (classes === undefined || size === undefined || rest.length > 0) return null;
  return { ...common, kind: 'embedding', classes, size, weight: data };
}

function readNorm(common: Common, tensors: ReadonlyMap<Part, ForeignTensor>): ForeignLayer | null {
  const [mean, variance] = [tensors.get('mean'), tensors.get('variance')];
  if (!mean || !variance) return null;
  const channels = mean.data.length;
  // PyTorch says weight and bias; what was trained without them has 1 and 0
  const scale = (tensors.get('scale') ?? tensors.get('weight'))?.data ?? new Float32Array(channels).fill(1);
  const offset = (tensors.get('offset') ?? tensors.get('bias'))?.data ?? new Float32Array(channels);
  if ([scale, offset, variance.data].some(({ length }) => length !== channels) || mean.shape.length !== 1) return null;
  return { ...common, kind: 'batchNorm', channels, scale, offset, mean: mean.data, variance: variance.data };
}

function readWeighted(common: Common, weight: ForeignTensor, bias: ForeignTensor | null): ForeignLayer | null {
  const torch = isTorchOrder(weight.name);
  const [a, b, c, d, ...rest] = weight.shape;
  if (a === undefined || b === undefined || rest.length > 0) return null;
  const biasData = bias?.data ?? null;
  if (c === undefined) {
    const [inputs, outputs] = torch ? [b, a] : [a, b];
    if (biasData && biasData.length !== outputs) return null;
    const data = torch ? permute(weight.data, weight.shape, [1, 0]) : weight.data;
    return { ...common, kind: 'dense', channelsFirst: torch, inputs, outputs, weight: data, bias: biasData };
  }
  if (d === undefined) return null;
  // PyTorch: [out, in, k, k], transposed [in, out, k, k]. Keras and here: [k, k, in, out], transposed [k, k, out, in]
  const [kernel, width, first, second] = torch ? [c, d, b, a] : [a, b, c, d];
  if (kernel !== width || (biasData && biasData.length !== first && biasData.length !== second)) return null;
  const data = torch ? permute(weight.data, weight.shape, [2, 3, 1, 0]) : weight.data;
  return { ...common, kind: 'convolution', kernel, first, second, weight: data, bias: biasData };
}

/** PyTorch says `weight` after a dot; the studio says it after a slash, and Keras says `kernel`. */
function isTorchOrder(name: string): boolean {
  return /(^|\.)weight$/.test(name);
}

/** The same numbers with the axes in another order: the new axis i is the old axis `order[i]`. */
export function permute(data: Float32Array, shape: Shape, order: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const sizes = order.map((axis) => shape[axis] ?? 0);
  const steps = order.map((axis) => strides[axis] ?? 0);
  const result = new Float32Array(data.length);
  const index = new Array<number>(order.length).fill(0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = data[from] as number;
    for (let axis = order.length - 1; axis >= 0; axis--) {
      const next = (index[axis] as number) + 1;
      from += steps[axis] as number;
      index[axis] = next;
      if (next < (sizes[axis] as number)) break;
      index[axis] = 0;
      from -= (sizes[axis] as number) * (steps[axis] as number);
    }
  }
  return result;
}

/** Numbers that are trained. */
export function parameterCount(layers: readonly ForeignLayer[]): number {
  return layers.reduce((sum, layer) => sum + ownCount(layer), 0);
}

function ownCount(layer: ForeignLayer): number {
  switch (layer.kind) {
    case 'dense':
    case 'convolution':
      return layer.weight.length + (layer.bias?.length ?? 0);
    case 'batchNorm':
      return 2 * layer.channels;
    case 'embedding':
      return layer.weight.length;
    case 'unknown':
      return elementCount(layer.shape);
  }
}
