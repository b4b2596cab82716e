import { startingStatistics } from '../src/main/gan/initialisation';
import { normalNumbers, randomStreams, uniformNumbers } from '../src/shared/random';
import { describeNetwork, type Recipe } from '../src/shared/recipe';
import { elementCount, type NamedTensor, type Shape } from '../src/shared/tensor';

/**
 * Numbers for a recipe's generator as a checkpoint holds them, all of them off their starting values, so that no mistake
 * hides behind a 0 or a 1. The average's differ from the generator's own.
 */
export function generatorTensors(recipe: Recipe): readonly NamedTensor[] {
  const networks = recipe.ema === null ? ['generator'] : ['generator', 'ema/generator'];
  return networks.flatMap((network, part) => tensorsOf(recipe, network, part));
}

function tensorsOf(recipe: Recipe, network: string, part: number): readonly NamedTensor[] {
  const tensors: NamedTensor[] = [];
  for (const described of describeNetwork(recipe, 'generator').layers) {
    const position = () => ({ seed: 7 + part, stream: randomStreams.initialisation, step: 0, table: tensors.length });
    const add = (name: string, shape: Shape, data: Float32Array): unknown =>
      tensors.push({ name: `${network}/${described.layer.id}/${name}`, dtype: 'float32', shape, data });
    for (const { name, shape } of described.parameters) {
      const count = elementCount(shape);
      if (name === 'scale') add(name, shape, uniformNumbers(position(), count, 0.5, 1.5));
      else if (name === 'weight') add(name, shape, spread(normalNumbers(position(), count), fanInOf(shape)));
      else add(name, shape, spread(normalNumbers(position(), count), 16));
    }
    for (const { name, values } of startingStatistics(described, { seed: 3, table: tensors.length })) {
      const count = values.length;
      if (name === 'runningMean') add(name, [count], spread(normalNumbers(position(), count), 16));
      else if (name === 'runningVariance') add(name, [count], uniformNumbers(position(), count, 0.5, 1.5));
      // random directions give a sigma near zero, which would blow every difference up
      else add(name, [count], uniformNumbers(position(), count, 0.5, 1));
    }
  }
  return tensors;
}

/** So many numbers make one output of a convolution or dense layer. */
function fanInOf(shape: Shape): number {
  return elementCount(shape.slice(0, -1));
}

function spread(numbers: Float32Array, count: number): Float32Array {
  return numbers.map((number) => number / Math.sqrt(count));
}
