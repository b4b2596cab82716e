import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import { saying } from './wording/value-words';
import { worded } from './wording/worded';

const positive = z.int().min(1).max(65_536);
const id = z.string().refine((text) => /^[a-z][A-Za-z0-9]*$/.test(text), saying(worded('value.layerId')));

/** What every layer has. */
const common = {
  id,
  /**
   * Ids of the layers whose outputs it takes, in order; also `input` (what the network takes) and `label` (the class asked
   * for, as numbers that are 1 at the class). Left out: the layer before it.
   */
  inputs: z.array(z.string()).min(1).max(16).optional(),
};

/**
 * The weight divided by its largest singular value, which one power iteration a training pass follows. Miyato et al. 2018,
 * https://arxiv.org/abs/1802.05957
 */
const weighted = { ...common, spectralNorm: z.boolean().optional() };

const dense = z.strictObject({ kind: z.literal('dense'), ...weighted, units: positive, bias: z.boolean() });

/** Square kernels; stride and padding in PyTorch's meaning. */
const convolution = {
  ...weighted,
  filters: positive,
  kernel: z.int().min(1).max(64),
  stride: z.int().min(1).max(16),
  padding: z.int().min(0).max(32),
  bias: z.boolean(),
};
const conv = z.strictObject({ kind: z.literal('conv'), ...convolution });
const transposedConv = z.strictObject({ kind: z.literal('transposedConv'), ...convolution });

/** Over the batch and both sides. Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167 */
const batchNorm = z.strictObject({ kind: z.literal('batchNorm'), ...common });
/** Over all of one image. Ba et al. 2016, https://arxiv.org/abs/1607.06450 */
const layerNorm = z.strictObject({ kind: z.literal('layerNorm'), ...common });
/** Over both sides of one channel of one image. Ulyanov et al. 2016, https://arxiv.org/abs/1607.08022 */
const instanceNorm = z.strictObject({ kind: z.literal('instanceNorm'), ...common });

const relu = z.strictObject({ kind: z.literal('relu'), ...common });
const leakyRelu = z.strictObject({ kind: z.literal('leakyRelu'), ...common, slope: z.number().min(0).max(1) });
const tanh = z.strictObject({ kind: z.literal('tanh'), ...common });
const sigmoid = z.strictObject({ kind: z.literal('sigmoid'), ...common });
const softplus = z.strictObject({ kind: z.literal('softplus'), ...common });
const flatten = z.strictObject({ kind: z.literal('flatten'), ...common });
/** Target shape without the batch. */
const reshape = z.strictObject({ kind: z.literal('reshape'), ...common, shape: z.array(positive).min(1).max(3) });
/** Nearest-neighbour enlargement of both sides by a whole factor. */
const upsample = z.strictObject({ kind: z.literal('upsample'), ...common, factor: z.int().min(2).max(8) });

/** While training each number is 0 with this probability; the others grow so that the mean stays. */
const dropout = z.strictObject({ kind: z.literal('dropout'), ...common, rate: z.number().min(0).max(0.95) });
/** While training N(0, deviation²) is added to each number. */
const noise = z.strictObject({ kind: z.literal('noise'), ...common, deviation: z.number().gt(0).max(10) });

/** A learnt vector of `size` numbers a class. */
const embedding = z.strictObject({ kind: z.literal('embedding'), ...common, size: positive });
/** Joins along the last axis. */
const concat = z.strictObject({ kind: z.literal('concat'), ...common });
const add = z.strictObject({ kind: z.literal('add'), ...common });

/**
 * Joins to each image how near the others of its batch are: `features` sums of exp(-L1 distance), each over `kernel`
 * learnt projections. Salimans et al. 2016, section 3.2, https://arxiv.org/abs/1606.03498
 */
const minibatchDiscrimination = z.strictObject({
  kind: z.literal('minibatchDiscrimination'),
  ...common,
  features: positive,
  kernel: positive,
});
/** Joins one channel: the mean standard deviation over the batch. Karras et al. 2018, https://arxiv.org/abs/1710.10196 */
const minibatchDeviation = z.strictObject({ kind: z.literal('minibatchDeviation'), ...common });

/** One layer of a network, as data. */
export const layerSpecSchema = z.discriminatedUnion('kind', [
  dense,
  conv,
  transposedConv,
  batchNorm,
  layerNorm,
  instanceNorm,
  relu,
  leakyRelu,
  tanh,
  sigmoid,
  softplus,
  flatten,
  reshape,
  upsample,
  dropout,
  noise,
  embedding,
  concat,
  add,
  minibatchDiscrimination,
  minibatchDeviation,
]);

/** What a layer may take besides the outputs of layers. */
export const networkSources = ['input', 'label'] as const;
export type NetworkSource = (typeof networkSources)[number];

/** Layers in the order in which data flows through them; the last one's output is the network's. */
export const networkSpecSchema = z.strictObject({
  layers: z
    .array(layerSpecSchema)
    .min(1)
    .max(1000)
    .refine((layers) => new Set(layers.map((layer) => layer.id)).size === layers.length, saying(worded('value.sameId')))
    .refine(
      (layers) => !layers.some((layer) => networkSources.some((source) => source === layer.id)),
      saying(worded('value.sourceId', { names: networkSources.join(', ') })),
    ),
  /** Id of the layer whose output is a logit a class, beside the network's own output. */
  classes: id.optional(),
});

export type LayerSpec = DeepReadonly<z.infer<typeof layerSpecSchema>>;
export type LayerKind = LayerSpec['kind'];
export type NetworkSpec = DeepReadonly<z.infer<typeof networkSpecSchema>>;
