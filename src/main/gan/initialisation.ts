import type { LayerDescription, ParameterSpec } from '../../shared/shape-inference';
import { normalNumbers, uniformNumbers, type RandomPosition } from '../../shared/random';
import type { Recipe } from '../../shared/recipe';
import { elementCount, type Shape } from '../../shared/tensor';

/** Radford et al. 2016, https://arxiv.org/abs/1511.06434 */
const normal02Deviation = 0.02;

/**
 * First values of a parameter, row-major. Weights and biases are U(±1/sqrt(fan in)) as in PyTorch; batch norm begins with
 * scale 1 and offset 0. `normal02`: N(0, .02) for (transposed) convolution weights and N(1, .02) for batch-norm scales.
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
      const weight = parameters.find((candidate) => candidate.name === 'weight') ?? parameter;
      const bound = 1 / Math.sqrt(fanIn(weight.shape));
      return uniformNumbers(position, count, -bound, bound);
    }
  }
}

/**
 * Dense [in, out]: in. Convolution [kernel, kernel, in, out]: kernel² · in. A transposed convolution's weight is
 * [kernel, kernel, out, in], so that the same product is PyTorch's kernel² · out.
 */
function fanIn(weightShape: Shape): number {
  return elementCount(weightShape.slice(0, -1));
}

function normalAround(mean: number, position: RandomPosition, count: number): Float32Array {
  return normalNumbers(position, count).map((number) => mean + normal02Deviation * number);
}
