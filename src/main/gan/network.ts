import * as tf from '@tensorflow/tfjs-core';
import { assertNever } from '../../shared/assert-never';
import type { LayerKind } from '../../shared/layer-specs';
import { randomStreams } from '../../shared/random';
import type { Recipe } from '../../shared/recipe';
import type { LayerDescription, NetworkDescription } from '../../shared/shape-inference';
import { initialValues } from './initialisation';
import { leakyRelu, sigmoid, softplus, tanh } from './ops/activations';
import { batchNormEvaluation, batchNormTraining } from './ops/batch-norm';
import { convolve, inputGradient, type Window } from './ops/convolution';
import { addBias, dense } from './ops/dense';
import { closenessToOthers, joinDeviation } from './ops/minibatch';
import { imageAxes, normaliseEach } from './ops/normalise-each';
import { upsample } from './ops/upsample';

/** A variable under the name that checkpoints know it by, for example `generator/dense1/weight`. */
export interface NamedVariable {
  readonly name: string;
  readonly variable: tf.Variable;
}

export interface ForwardMode {
  /** Batch norm: the batch's own statistics, and the running ones move; otherwise the running ones. */
  readonly training: boolean;
  /** Classes asked for, [batch, classes] with 1 at the class; left out or null where the network takes none. */
  readonly labels?: tf.Tensor | null;
}

/** What a network says of its input. */
export interface Judgement {
  /** Of the last layer. */
  readonly output: tf.Tensor;
  /** A logit a class, [batch, classes]; null where no layer tells them. */
  readonly classes: tf.Tensor | null;
}

/** A network's variables and the function that they are the parameters of. */
export interface Network {
  readonly trainable: readonly NamedVariable[];
  /** Running means and variances. */
  readonly statistics: readonly NamedVariable[];
  /** Whether an image's output depends on it alone, also in training: true without batch norm and its like. */
  readonly separatesImages: boolean;
  /** x [batch, …input shape] → [batch, …output shape] */
  forward(x: tf.Tensor, mode: ForwardMode): tf.Tensor;
  /** The same, with the classes. */
  judge(x: tf.Tensor, mode: ForwardMode): Judgement;
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
  const judge = followLayers(description, layers);
  return {
    trainable,
    statistics,
    separatesImages: description.layers.every(({ layer }) => !mixingKinds.has(layer.kind)),
    forward: (x, mode) => tf.tidy(() => judge(x, mode).output),
    judge: (x, mode) => {
      const kept = tf.tidy(() => {
        const { output, classes } = judge(x, mode);
        return classes ? [output, classes] : [output];
      });
      return { output: kept[0] as tf.Tensor, classes: kept[1] ?? null };
    },
    dispose: () => {
      for (const { variable } of [...trainable, ...statistics]) variable.dispose();
    },
  };
}

/** Layers in which an image's output depends on the others of its batch. */
const mixingKinds: ReadonlySet<LayerKind> = new Set(['batchNorm', 'minibatchDiscrimination', 'minibatchDeviation']);

/** Runs the layers in their order, each on the outputs that it names. */
function followLayers(
  description: NetworkDescription,
  layers: readonly LayerFunction[],
): (x: tf.Tensor, mode: ForwardMode) => Judgement {
  const { classes } = description;
  return (x, mode) => {
    const known = new Map<string, tf.Tensor>([['input', x]]);
    if (mode.labels) known.set('label', mode.labels);
    let output = x;
    for (const [index, { layer, sources }] of description.layers.entries()) {
      const inputs = sources.map((source) => {
        const tensor = known.get(source);
        if (!tensor) throw new Error(`Layer "${layer.id}" lacks its input "${source}".`);
        return tensor;
      });
      const [first, ...others] = inputs;
      const run = layers[index];
      if (!first || !run) throw new Error(`Layer "${layer.id}" has nothing to do.`);
      output = run(first, mode, others);
      known.set(layer.id, output);
    }
    return { output, classes: classes === null ? null : (known.get(classes.layerId) ?? null) };
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

/** `others`: what it takes besides x. */
type LayerFunction = (x: tf.Tensor, mode: ForwardMode, others: readonly tf.Tensor[]) => tf.Tensor;

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
    case 'layerNorm': {
      const [scale, offset] = [variable('scale'), variable('offset')];
      return (x) => tf.add(tf.mul(normaliseEach(x, imageAxes(x)), scale), offset);
    }
    case 'instanceNorm':
      return (x) => normaliseEach(x, imageAxes(x).slice(0, -1));
    case 'relu':
      return (x) => leakyRelu({ x }, { slope: 0 });
    case 'leakyRelu':
      return (x) => leakyRelu({ x }, { slope: layer.slope });
    case 'tanh':
      return (x) => tanh({ x });
    case 'sigmoid':
      return (x) => sigmoid({ x });
    case 'softplus':
      return (x) => softplus({ x });
    case 'embedding':
      return (label) => dense(label, variable('weight'), undefined);
    case 'concat':
      return (x, _mode, others) => tf.concat([x, ...others], -1);
    case 'add':
      return (x, _mode, others) => others.reduce((sum, other) => tf.add(sum, other), x);
    case 'minibatchDiscrimination':
      return (x) => tf.concat([x, closenessToOthers(x, variable('weight'))], 1);
    case 'minibatchDeviation':
      return (x) => joinDeviation(x);
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
