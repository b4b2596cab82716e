import { transposedConvOutputSide } from '../../shared/layer-shapes';
import type { NetworkSpec } from '../../shared/layer-specs';
import { worded, type Worded } from '../../shared/wording/worded';
import { makingImage, overImage } from './flattened-images';
import type { FittedWeights } from './fit-network';
import type { ForeignLayer } from './foreign-layers';
import { rebuildLayers, type RebuiltLayers, type Window } from './rebuilt-layers';
import { largestSide, smallestSide, squareImage } from './square-image';

/** A generator that was guessed from the shapes of its weights. */
export interface RebuiltGenerator {
  readonly spec: NetworkSpec;
  readonly weights: FittedWeights;
  readonly latentSize: number;
  /** Of the square image. Pixels. */
  readonly side: number;
  readonly channels: 1 | 3;
  /** Whether it has convolutions. */
  readonly convolutional: boolean;
  /** What the shapes do not tell, a sentence each. */
  readonly guessed: readonly Worded[];
}

type Dense = Extract<ForeignLayer, { kind: 'dense' }>;
type Convolution = Extract<ForeignLayer, { kind: 'convolution' }>;

/** The side of MNIST's images, which a last layer with a wider padding makes of 16. */
const digitSide = 28;

/**
 * A generator that is a plain sequence of dense layers, or of transposed convolutions behind any number of dense layers,
 * with batch norm or without.
 *
 * @returns every reading whose image is square, grey or in colour; none where it is no such sequence
 */
export function rebuildGenerator(layers: readonly ForeignLayer[]): readonly RebuiltGenerator[] {
  const firstWindow = layers.findIndex(({ kind }) => kind === 'convolution');
  if (firstWindow < 0) return rebuildDense(layers);
  return [digitSide, null].flatMap((wanted) => {
    const made = rebuildConvolutional(layers, firstWindow, wanted);
    return made ? [made] : [];
  });
}

function rebuildDense(layers: readonly ForeignLayer[]): readonly RebuiltGenerator[] {
  const last = layers.at(-1);
  const [first] = layers;
  if (last?.kind !== 'dense' || first?.kind !== 'dense') return [];
  const image = squareImage(last.outputs);
  if (!image) return [];
  const built = rebuildLayers();
  if (!addDense(built, layers.slice(0, -1), first.inputs, last.inputs)) return [];
  built.dense(makingImage(last, image.side, image.channels));
  built.plain({ kind: 'tanh', id: 'tanh' });
  built.plain({ kind: 'reshape', id: 'image', shape: [image.side, image.side, image.channels] });
  const guessed = guessedActivations(layers);
  return [{ ...finish(built), latentSize: first.inputs, ...image, convolutional: false, guessed }];
}

/** Dense layers with batch norm or without, each with ReLU; false where they are not in a row from `from` to `to`. */
function addDense(built: RebuiltLayers, layers: readonly ForeignLayer[], from: number, to: number): boolean {
  let width = from;
  for (const [index, layer] of layers.entries()) {
    if (layer.kind === 'dense') {
      if (layer.inputs !== width) return false;
      built.dense(layer);
      width = layer.outputs;
    } else if (layer.kind === 'batchNorm' && index > 0 && layer.channels === width) built.batchNorm(layer);
    else return false;
    if (layers[index + 1]?.kind !== 'batchNorm') built.activation('relu');
  }
  return width === to;
}

/** @param wanted side that a wider padding of the last layer shall give; null = the usual padding */
function rebuildConvolutional(
  layers: readonly ForeignLayer[],
  firstWindow: number,
  wanted: number | null,
): RebuiltGenerator | null {
  const built = rebuildLayers();
  const start = beginImage(built, layers.slice(0, firstWindow), layers.slice(firstWindow));
  if (!start) return null;
  let { side, channels } = start;
  const { rest } = start;
  for (const [index, layer] of rest.entries()) {
    const isLast = index === rest.length - 1;
    if (layer.kind === 'batchNorm' && layer.channels === channels && !isLast) built.batchNorm(layer);
    else if (layer.kind === 'convolution' && layer.second === channels && biasFits(layer)) {
      const window = windowOf(layer, side, isLast ? wanted : null);
      if (!window) return null;
      built.convolution('transposedConv', layer, window);
      side = transposedConvOutputSide(side, layer.kernel, window.stride, window.padding);
      channels = layer.first;
    } else return null;
    if (!isLast && rest[index + 1]?.kind !== 'batchNorm') built.activation('relu');
  }
  if ((channels !== 1 && channels !== 3) || side < smallestSide || side > largestSide) return null;
  built.plain({ kind: 'tanh', id: 'tanh' });
  const strides = worded('note.guessedStrides', { side });
  const guessed = [...guessedActivations(layers), strides];
  return { ...finish(built), latentSize: start.latentSize, side, channels, convolutional: true, guessed };
}

function biasFits({ bias, first }: Convolution): boolean {
  return bias === null || bias.length === first;
}

interface Beginning {
  readonly latentSize: number;
  readonly side: number;
  readonly channels: number;
  /** Layers from the first window on, or the batch norm before it. */
  readonly rest: readonly ForeignLayer[];
}

/** z as an image of one pixel, or what dense layers make of it. */
function beginImage(
  built: RebuiltLayers,
  before: readonly ForeignLayer[],
  windows: readonly ForeignLayer[],
): Beginning | null {
  const first = windows[0];
  if (first?.kind !== 'convolution') return null;
  const channels = first.second;
  if (before.length === 0) {
    built.plain({ kind: 'reshape', id: 'seed', shape: [1, 1, channels] });
    return { latentSize: channels, side: 1, channels, rest: windows };
  }
  const lastDense = before.findLastIndex(({ kind }) => kind === 'dense');
  const dense = before[lastDense];
  const [opening] = before;
  if (dense?.kind !== 'dense' || opening?.kind !== 'dense') return null;
  const side = Math.sqrt(dense.outputs / channels);
  if (!Number.isInteger(side)) return null;
  if (!addDense(built, before.slice(0, lastDense), opening.inputs, dense.inputs)) return null;
  const norms = before.slice(lastDense + 1);
  const rest = addSeed(built, dense, norms, side, channels);
  return rest && { latentSize: opening.inputs, side, channels, rest: [...rest, ...windows] };
}

/** @returns batch norms over channels, which come behind the reshape; null where there is anything else */
function addSeed(
  built: RebuiltLayers,
  dense: Dense,
  norms: readonly ForeignLayer[],
  side: number,
  channels: number,
): readonly ForeignLayer[] | null {
  const [norm, ...others] = norms;
  const flat = norm?.kind === 'batchNorm' && norm.channels === dense.outputs ? norm : null;
  if (others.length > 0 || (norm && norm.kind !== 'batchNorm')) return null;
  built.dense(makingImage(dense, side, channels));
  if (flat) built.batchNorm(dense.channelsFirst ? overImage(flat, side, channels) : flat);
  if (flat || !norm) built.activation('relu');
  built.plain({ kind: 'reshape', id: 'seed', shape: [side, side, channels] });
  return norm && !flat ? [norm] : [];
}

/** An even window doubles the side, an odd one keeps it; the first, on one pixel, makes an image of its own side. */
function windowOf({ kernel }: Convolution, side: number, wanted: number | null): Window | null {
  if (wanted !== null) {
    const padding = ((side - 1) * 2 + kernel - wanted) / 2;
    // the usual padding gives it already
    if (!Number.isInteger(padding) || padding <= (kernel - 2) / 2 || padding >= kernel) return null;
    return { stride: 2, padding };
  }
  if (side === 1) return { stride: 1, padding: 0 };
  return kernel % 2 === 0 ? { stride: 2, padding: (kernel - 2) / 2 } : { stride: 1, padding: (kernel - 1) / 2 };
}

function finish(built: RebuiltLayers): Pick<RebuiltGenerator, 'spec' | 'weights'> {
  return { spec: { layers: built.layers }, weights: built.weights() };
}

export function guessedActivations(layers: readonly ForeignLayer[]): readonly Worded[] {
  const hasNorm = layers.some(({ kind }) => kind === 'batchNorm');
  return [worded(hasNorm ? 'note.guessedNorm' : 'note.guessedActivations')];
}
