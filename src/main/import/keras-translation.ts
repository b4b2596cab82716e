import { z } from 'zod';
import { convOutputSide, transposedConvOutputSide } from '../../shared/layer-shapes';
import type { LayerSpec } from '../../shared/layer-specs';
import { elementCount, formatShape, type Shape } from '../../shared/tensor';
import { worded, inWords, type Worded } from '../../shared/wording/worded';
import { FormatError } from '../formats/format-error';
import type { KerasLayer } from './keras-model';
import type { KerasWeights } from './keras-weights';
import { kerasWindow } from './keras-windows';

/** A network that is being said by the studio's layers. */
export interface Translation {
  readonly layers: LayerSpec[];
  /** By the names of its variables, for example `up1/weight`. */
  readonly numbers: Map<string, Float32Array>;
  /** What had to be said otherwise than the model says it, a sentence each. */
  /** Each once, by its English words. */
  readonly notes: Map<string, Worded>;
  readonly find: KerasWeights;
  /** Of what the last layer makes, without the batch. */
  shape: Shape;
}

/** The studio's own epsilon of batch norm, which is PyTorch's. */
const ownEpsilon = 1e-5;
const kerasEpsilon = 1e-3;

/** Adds one layer. @throws FormatError that names it where the studio has no such layer */
export function translateLayer(into: Translation, layer: KerasLayer): void {
  switch (layer.className) {
    case 'InputLayer':
      return;
    case 'Dense':
      return addDense(into, layer);
    case 'Conv2D':
    case 'Conv2DTranspose':
      return addWindow(into, layer);
    case 'BatchNormalization':
      return addNorm(into, layer);
    case 'ReLU':
    case 'LeakyReLU':
      return addRelu(into, layer);
    case 'Activation':
      return addActivation(into, layer);
    case 'Reshape':
      return addReshape(into, layer);
    case 'Flatten':
      addPlain(into, 'flatten', { kind: 'flatten' }, [elementCount(into.shape)]);
      return;
    case 'Dropout':
      addPlain(into, 'dropout', { kind: 'dropout', rate: read(layer, z.object({ rate: z.number() })).rate });
      return;
    case 'UpSampling2D':
      return addUpsample(into, layer);
    default:
      return refuse(layer, worded('keras.kind'));
  }
}

function refuse({ name, className }: KerasLayer, reason: Worded): never {
  throw new FormatError(worded('keras.layer', { name: name.slice(0, 100), kind: className.slice(0, 100), reason }));
}

function read<T>(layer: KerasLayer, schema: z.ZodType<T>): T {
  const checked = schema.safeParse(layer.config);
  return checked.success ? checked.data : refuse(layer, worded('keras.setting'));
}

type WithoutId = LayerSpec extends infer Spec ? (Spec extends LayerSpec ? Omit<Spec, 'id'> : never) : never;

/** @returns the layer's id */
export function addPlain(into: Translation, name: string, spec: WithoutId, shape: Shape = into.shape): string {
  const id = `${name}${into.layers.filter((layer) => layer.id.startsWith(name)).length + 1}`;
  into.layers.push({ ...spec, id } as LayerSpec);
  into.shape = shape;
  return id;
}

function addDense(into: Translation, layer: KerasLayer): void {
  const { units, use_bias: bias } = read(
    layer,
    z.object({ units: z.int().min(1), use_bias: z.boolean().default(true) }),
  );
  const [inputs, ...rest] = into.shape;
  const { shape, data } = into.find(layer, 'kernel', 0);
  if (rest.length > 0) return refuse(layer, worded('keras.takesImage'));
  if (formatShape(shape) !== `${inputs}x${units}`) return refuse(layer, worded('keras.kernelShape'));
  const id = addPlain(into, 'dense', { kind: 'dense', units, bias }, [units]);
  into.numbers.set(`${id}/weight`, data);
  if (bias) into.numbers.set(`${id}/bias`, vector(into, layer, 'bias', 1, units));
  addActivation(into, layer);
}

function vector(into: Translation, layer: KerasLayer, part: string, place: number, length: number): Float32Array {
  const { data } = into.find(layer, part, place);
  return data.length === length
    ? data
    : refuse(layer, worded('keras.partNumbers', { found: data.length, part, needed: length }));
}

function addWindow(into: Translation, layer: KerasLayer): void {
  const { use_bias: bias } = read(layer, z.object({ use_bias: z.boolean().default(true) }));
  const [side, width, channels] = into.shape;
  if (side === undefined || side !== width || channels === undefined) return refuse(layer, worded('keras.noSquare'));
  const kernelTensor = into.find(layer, 'kernel', 0);
  const { weight, grown, ...spec } = kerasWindow(layer, kernelTensor, side);
  const transposed = layer.className === 'Conv2DTranspose';
  const taken = transposed ? kernelTensor.shape[3] : kernelTensor.shape[2];
  if (taken !== channels) return refuse(layer, worded('keras.channels', { taken: taken ?? 0, got: channels }));
  const made = (transposed ? transposedConvOutputSide : convOutputSide)(side, spec.kernel, spec.stride, spec.padding);
  const kind = transposed ? 'transposedConv' : 'conv';
  const id = addPlain(into, transposed ? 'up' : 'conv', { kind, ...spec, bias }, [made, made, spec.filters]);
  into.numbers.set(`${id}/weight`, weight);
  if (bias) into.numbers.set(`${id}/bias`, vector(into, layer, 'bias', 1, spec.filters));
  if (grown) {
    addNote(into, worded('note.grownKernels'));
  }
  addActivation(into, layer);
}

const normSchema = z.object({
  axis: z.union([z.int(), z.array(z.int()).length(1)]).default(-1),
  epsilon: z.number().gt(0).default(kerasEpsilon),
  center: z.boolean().default(true),
  scale: z.boolean().default(true),
});

function addNorm(into: Translation, layer: KerasLayer): void {
  const { axis, epsilon, center, scale } = read(layer, normSchema);
  const last = Array.isArray(axis) ? axis[0] : axis;
  if (last !== -1 && last !== into.shape.length) return refuse(layer, worded('keras.axis'));
  const channels = into.shape.at(-1) ?? 0;
  // what is left out moves the others to the front
  const places = ['gamma', 'beta', 'moving_mean', 'moving_variance'].filter(
    (part) => (part !== 'gamma' || scale) && (part !== 'beta' || center),
  );
  const part = (name: string): Float32Array => vector(into, layer, name, places.indexOf(name), channels);
  const id = addPlain(into, 'norm', { kind: 'batchNorm' });
  into.numbers.set(`${id}/scale`, scale ? part('gamma') : new Float32Array(channels).fill(1));
  into.numbers.set(`${id}/offset`, center ? part('beta') : new Float32Array(channels));
  into.numbers.set(`${id}/runningMean`, part('moving_mean'));
  into.numbers.set(`${id}/runningVariance`, withOwnEpsilon(part('moving_variance'), epsilon));
  if (epsilon !== ownEpsilon) addNote(into, epsilonNote(epsilon));
}

/** variance + epsilon stays what it was. */
export function withOwnEpsilon(variance: Float32Array, epsilon: number): Float32Array {
  return variance.map((value) => value + (epsilon - ownEpsilon));
}

export function epsilonNote(epsilon: number): Worded {
  return worded('note.epsilon', { epsilon, own: ownEpsilon });
}

function addNote(into: Translation, note: Worded): void {
  into.notes.set(inWords(note, 'en'), note);
}

function addRelu(into: Translation, layer: KerasLayer): void {
  if (layer.className === 'LeakyReLU') {
    const slopes = z.object({ negative_slope: z.number().optional(), alpha: z.number().optional() });
    const { negative_slope: slope, alpha } = read(layer, slopes);
    addPlain(into, 'leakyRelu', { kind: 'leakyRelu', slope: slope ?? alpha ?? 0.3 });
    return;
  }
  const plain = z.object({ max_value: z.null().optional(), threshold: z.literal(0).optional() });
  const { negative_slope: slope = 0 } = read(layer, plain.extend({ negative_slope: z.number().nullish() })) as {
    readonly negative_slope?: number | null;
  };
  if (slope) addPlain(into, 'leakyRelu', { kind: 'leakyRelu', slope });
  else addPlain(into, 'relu', { kind: 'relu' });
}

/** What the layer's `activation` says. */
function addActivation(into: Translation, layer: KerasLayer): void {
  const { activation } = read(layer, z.object({ activation: z.string().max(100).nullish() }));
  switch (activation ?? 'linear') {
    case 'linear':
      return;
    case 'relu':
    case 'tanh':
    case 'sigmoid':
    case 'softplus': {
      const kind = activation as 'relu' | 'tanh' | 'sigmoid' | 'softplus';
      addPlain(into, kind, { kind });
      return;
    }
    case 'leaky_relu':
      addPlain(into, 'leakyRelu', { kind: 'leakyRelu', slope: 0.2 });
      return;
    default:
      return refuse(layer, worded('keras.activation', { activation: activation ?? '' }));
  }
}

function addReshape(into: Translation, layer: KerasLayer): void {
  const { target_shape: target } = read(layer, z.object({ target_shape: z.array(z.int()).min(1).max(3) }));
  const count = elementCount(into.shape);
  const known = elementCount(target.filter((size) => size > 0));
  const shape = target.map((size) => (size === -1 ? count / known : size));
  if (elementCount(shape) !== count || !shape.every((size) => Number.isInteger(size) && size > 0)) {
    return refuse(layer, worded('keras.count'));
  }
  addPlain(into, 'reshape', { kind: 'reshape', shape }, shape);
}

const upsampleSchema = z.object({
  size: z.union([z.int().transform((size) => [size, size]), z.array(z.int()).length(2)]),
  interpolation: z.literal('nearest').default('nearest'),
});

function addUpsample(into: Translation, layer: KerasLayer): void {
  const { size } = read(layer, upsampleSchema);
  const [factor = 1, across] = size;
  const [height, width, channels] = into.shape;
  if (factor !== across || height === undefined || width === undefined || channels === undefined) {
    return refuse(layer, worded('keras.enlarges'));
  }
  addPlain(into, 'upsample', { kind: 'upsample', factor }, [height * factor, width * factor, channels]);
}
