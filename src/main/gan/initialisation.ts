import type { ParameterSpec } from '../../shared/layer-shapes';
import type { LayerDescription } from '../../shared/shape-inference';
import type { LayerKind } from '../../shared/layer-specs';
import { normalNumbers, randomStreams, uniformNumbers, type RandomPosition } from '../../shared/random';
import type { Recipe } from '../../shared/recipe';
import { elementCount, type Shape } from '../../shared/tensor';

/** Radford et al. 2016, https://arxiv.org/abs/1511.06434 */
const normal02Deviation = 0.02;

/**
 * First values of a parameter, row-major. Weights and biases are U(±1/sqrt(fan in)) as in PyTorch, embeddings N(0, 1);
 * norms begin with scale 1 and offset 0. `normal02`: N(0, .02) for (transposed) convolution weights and N(1, .02) for batch-norm scales.
 */
export function initialValues(
  { layer, parameters }: LayerDescription,
  parameter: ParameterSpec,
  initialisation: Recipe['initialisation'],
  position: RandomPosition,
): Float32Array {
  const count = elementCount(parameter.shape);
  const isConvolution = layer.kind === 'conv' || layer.kind === 'transposedConv';
  switch (parameter.name) {
    case 'offset':
      return new Float32Array(count);
    case 'scale':
      return initialisation === 'normal02' ? normalAround(1, position, count) : new Float32Array(count).fill(1);
    case 'weight':
    case 'bias': {
      if (initialisation === 'normal02' && isConvolution && parameter.name === 'weight') {
        return normalAround(0, position, count);
      }
      if (layer.kind === 'embedding') return normalNumbers(position, count);
      const weight = parameters.find((candidate) => candidate.name === 'weight') ?? parameter;
      const bound = 1 / Math.sqrt(fanIn(layer.kind, weight.shape));
      return uniformNumbers(position, count, -bound, bound);
    }
  }
}

/**
 * Dense [in, out]: in. Convolution [kernel, kernel, in, out]: kernel² · in. A transposed convolution's weight is
 * [kernel, kernel, out, in], so that the same product is PyTorch's kernel² · out. Minibatch discrimination [in, …]: in.
 */
function fanIn(kind: LayerKind, weightShape: Shape): number {
  if (kind === 'minibatchDiscrimination') return weightShape[0] ?? 1;
  return elementCount(weightShape.slice(0, -1));
}

function normalAround(mean: number, position: RandomPosition, count: number): Float32Array {
  return normalNumbers(position, count).map((number) => mean + normal02Deviation * number);
}

/** State of a layer that is no parameter. */
export interface StartingStatistic {
  /** Name within the layer. */
  readonly name: 'runningMean' | 'runningVariance' | 'spectralU' | 'spectralV';
  readonly values: Float32Array;
}

/**
 * Running statistics of batch norm, [channels] each; for spectral norm two vectors in random directions, not yet of length
 * 1: [outputs], and [inputs] with the kernel's places.
 */
export function startingStatistics(
  { layer, outputShape, parameters }: LayerDescription,
  { seed, table }: { readonly seed: number; readonly table: number },
): readonly StartingStatistic[] {
  if (layer.kind === 'batchNorm') {
    const channels = outputShape.at(-1) ?? 0;
    return [
      { name: 'runningMean', values: new Float32Array(channels) },
      { name: 'runningVariance', values: new Float32Array(channels).fill(1) },
    ];
  }
  if (!('spectralNorm' in layer) || layer.spectralNorm !== true) return [];
  const weight = parameters.find(({ name }) => name === 'weight');
  const outputs = layer.kind === 'dense' ? layer.units : layer.filters;
  const inputs = elementCount(weight?.shape ?? []) / outputs;
  const direction = (part: number, count: number): Float32Array =>
    normalNumbers({ seed, stream: randomStreams.spectralStart, step: part, table }, count);
  return [
    { name: 'spectralU', values: direction(0, outputs) },
    { name: 'spectralV', values: direction(1, inputs) },
  ];
}
