import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';

const positive = z.int().min(1).max(65_536);
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must start with a small letter and hold only letters and digits');

const dense = z.strictObject({ kind: z.literal('dense'), id, units: positive, bias: z.boolean() });

/** Square kernels; stride and padding in PyTorch's meaning. */
const convolution = {
  id,
  filters: positive,
  kernel: z.int().min(1).max(64),
  stride: z.int().min(1).max(16),
  padding: z.int().min(0).max(32),
  bias: z.boolean(),
};
const conv = z.strictObject({ kind: z.literal('conv'), ...convolution });
const transposedConv = z.strictObject({ kind: z.literal('transposedConv'), ...convolution });

const batchNorm = z.strictObject({ kind: z.literal('batchNorm'), id });
const relu = z.strictObject({ kind: z.literal('relu'), id });
const leakyRelu = z.strictObject({ kind: z.literal('leakyRelu'), id, slope: z.number().min(0).max(1) });
const tanh = z.strictObject({ kind: z.literal('tanh'), id });
const sigmoid = z.strictObject({ kind: z.literal('sigmoid'), id });
const flatten = z.strictObject({ kind: z.literal('flatten'), id });
/** Target shape without the batch. */
const reshape = z.strictObject({ kind: z.literal('reshape'), id, shape: z.array(positive).min(1).max(3) });
/** Nearest-neighbour enlargement of both sides by a whole factor. */
const upsample = z.strictObject({ kind: z.literal('upsample'), id, factor: z.int().min(2).max(8) });

/** One layer of a network, as data. */
export const layerSpecSchema = z.discriminatedUnion('kind', [
  dense,
  conv,
  transposedConv,
  batchNorm,
  relu,
  leakyRelu,
  tanh,
  sigmoid,
  flatten,
  reshape,
  upsample,
]);

/** Layers in the order in which data flows through them. */
export const networkSpecSchema = z.strictObject({
  layers: z
    .array(layerSpecSchema)
    .min(1)
    .max(1000)
    .refine((layers) => new Set(layers.map((layer) => layer.id)).size === layers.length, {
      message: 'two layers have the same id',
    }),
});

export type LayerSpec = DeepReadonly<z.infer<typeof layerSpecSchema>>;
export type LayerKind = LayerSpec['kind'];
export interface NetworkSpec {
  readonly layers: readonly LayerSpec[];
}
