import * as tf from '@tensorflow/tfjs-core';
import { assertNever } from '../../shared/assert-never';
import { randomStreams } from '../../shared/random';
import type { Recipe } from '../../shared/recipe';
import type { LayerDescription, NetworkDescription } from '../../shared/shape-inference';
import { initialValues } from './initialisation';
import { leakyRelu, sigmoid, tanh } from './ops/activations';
import { batchNormEvaluation, batchNormTraining } from './ops/batch-norm';
import { convolve, inputGradient, type Window } from './ops/convolution';
import { addBias, dense } from './ops/dense';
import { upsample } from './ops/upsample';

/** A variable under the name that checkpoints know it by, for example `generator/dense1/weight`. */
export interface NamedVariable {
  readonly name: string;
  readonly variable: tf.Variable;
}

export interface ForwardMode {
  /** Batch norm: the batch's own statistics, and the running ones move; otherwise the running ones. */
  readonly training: boolean;
}

/** A network's variables and the function that they are the parameters of. */
export interface Network {
  readonly trainable: readonly NamedVariable[];
  /** Running means and variances. */
  readonly statistics: readonly NamedVariable[];
  /** Whether an image's output depends on it alone, also in training: true without batch norm. */
  readonly separatesImages: boolean;
  /** x [batch, …input shape] → [batch, …output shape] */
  forward(x: tf.Tensor, mode: ForwardMode): tf.Tensor;
  dispose(): void;
}

interface NetworkOptions {
  /** First part of the variables' names. */
  readonly name: string;
  readonly description: NetworkDescription;
  readonly initialisation: Recipe['initialisation'];
  readonly seed: number;
  readonly precision?: Recipe['precision'];
  /** Number of the first variable's table of random numbers; the others follow. */
  readonly firstTable: number;
}

/** Makes the variables, filled with numbers that depend on the seed alone. */
export function buildNetwork(options: NetworkOptions): Network {
  const { name, description, initialisation, seed, firstTable, precision = 'float32' } = options;
  const trainable: NamedVariable[] = [];
  const statistics: NamedVariable[] = [];
  const layers = description.layers.map((layer) => {
    const variables = new Map<string, tf.Variable>();
    for (const parameter of layer.parameters) {
      const position = { seed, stream: randomStreams.initialisation, step: 0, table: firstTable + trainable.length };
      const values = initialValues(layer, parameter, initialisation, position);
      const variable = makeVariable(values, parameter.shape, true);
      variables.set(parameter.name, variable);
      trainable.push({ name: `${name}/${layer.layer.id}/${parameter.name}`, variable });
    }
    for (const [statistic, first] of startingStatistics(layer)) {
      const channels = layer.outputShape.at(-1) ?? 0;
      const variable = makeVariable(new Float32Array(channels).fill(first), [channels], false);
      variables.set(statistic, variable);
      statistics.push({ name: `${name}/${layer.layer.id}/${statistic}`, variable });
    }
    return layerFunction(layer, (parameter) => variables.get(parameter), precision);
  });
  return {
    trainable,
    statistics,
    separatesImages: description.layers.every(({ layer }) => layer.kind !== 'batchNorm'),
    forward: (x, mode) => tf.tidy(() => layers.reduce((value, layer) => layer(value, mode), x)),
    dispose: () => {
      for (const { variable } of [...trainable, ...statistics]) variable.dispose();
    },
  };
}

function startingStatistics({ layer }: LayerDescription): readonly (readonly [name: string, first: number])[] {
  return layer.kind === 'batchNorm'
    ? [
        ['runningMean', 0],
        ['runningVariance', 1],
      ]
    : [];
}

function makeVariable(values: Float32Array, shape: readonly number[], trainable: boolean): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(values, [...shape], 'float32'), trainable));
}

type LayerFunction = (x: tf.Tensor, mode: ForwardMode) => tf.Tensor;

function layerFunction(
  { layer, outputShape }: LayerDescription,
  find: (parameter: string) => tf.Variable | undefined,
  precision: Recipe['precision'],
): LayerFunction {
  const variable = (parameter: string): tf.Variable => {
    const found = find(parameter);
    if (!found) throw new Error(`Layer "${layer.id}" has no ${parameter}.`);
    return found;
  };
  const withBias = (x: tf.Tensor): tf.Tensor => {
    const bias = find('bias');
    return bias ? addBias({ x, bias }) : x;
  };
  switch (layer.kind) {
    case 'dense':
      return (x) => dense(x, variable('weight'), find('bias'));
    case 'conv': {
      const window = { stride: layer.stride, padding: layer.padding, precision };
      return (x) => withBias(convolve({ x, filter: variable('weight') }, window));
    }
    case 'transposedConv': {
      const window = { stride: layer.stride, padding: layer.padding, precision };
      return (x) => withBias(transposedConvolve(x, variable('weight'), window, outputShape));
    }
    case 'batchNorm': {
      const variables = {
        scale: variable('scale'),
        offset: variable('offset'),
        runningMean: variable('runningMean'),
        runningVariance: variable('runningVariance'),
      };
      return (x, { training }) => (training ? batchNormTraining(x, variables) : batchNormEvaluation(x, variables));
    }
    case 'relu':
      return (x) => leakyRelu({ x }, { slope: 0 });
    case 'leakyRelu':
      return (x) => leakyRelu({ x }, { slope: layer.slope });
    case 'tanh':
      return (x) => tanh({ x });
    case 'sigmoid':
      return (x) => sigmoid({ x });
    case 'flatten':
    case 'reshape':
      return (x) => tf.reshape(x, [-1, ...outputShape]);
    case 'upsample':
      return (x) => upsample({ x }, { factor: layer.factor });
    default:
      return assertNever(layer);
  }
}

/** A transposed convolution is the input's gradient of the convolution with the same kernel, stride and padding. */
function transposedConvolve(
  x: tf.Tensor,
  filter: tf.Variable,
  window: Window,
  outputShape: readonly number[],
): tf.Tensor {
  const [height, width, channels] = outputShape;
  const [batch] = x.shape;
  if (batch === undefined || height === undefined || width === undefined || channels === undefined) {
    throw new Error('A transposed convolution needs images.');
  }
  return inputGradient({ filter, gradient: x }, { ...window, inputShape: [batch, height, width, channels] });
}
