import * as tf from '@tensorflow/tfjs-core';
import type { ForwardMode } from './forward-mode';
import type { LayerKind } from '../../shared/layer-specs';
import { randomStreams } from '../../shared/random';
import type { Recipe } from '../../shared/recipe';
import type { LayerDescription, NetworkDescription } from '../../shared/shape-inference';
import { elementCount } from '../../shared/tensor';
import { initialValues, startingStatistics } from './initialisation';
import { layerFunction, type LayerFunction } from './layer-function';
import { settleVectors } from './spectral-norm';

/** A variable under the name that checkpoints know it by, for example `generator/dense1/weight`. */
export interface NamedVariable {
  readonly name: string;
  readonly variable: tf.Variable;
}

/** What a network says of its input. */
export interface Judgement {
  /** Of the last layer. */
  readonly output: tf.Tensor;
  /** A logit a class, [batch, classes]; null where no layer tells them. */
  readonly classes: tf.Tensor | null;
}

/** @param output [batch, …output shape] */
export type SeeLayer = (layerId: string, output: tf.Tensor) => void;

/** A network's variables and the function that they are the parameters of. */
export interface Network {
  readonly trainable: readonly NamedVariable[];
  /** Running means and variances, and the singular vectors of spectral norm. */
  readonly statistics: readonly NamedVariable[];
  /** Whether an image's output depends on it alone, also in training: true without batch norm and its like. */
  readonly separatesImages: boolean;
  /** x [batch, …input shape] → [batch, …output shape] */
  forward(x: tf.Tensor, mode: ForwardMode): tf.Tensor;
  /** The same, with the classes. */
  judge(x: tf.Tensor, mode: ForwardMode): Judgement;
  /** Shows the output of layer after layer; each lives only as long as its visit. */
  visit(x: tf.Tensor, mode: ForwardMode, see: SeeLayer): void;
  dispose(): void;
}

/** What variables begin with. `blank`: zeros, for who puts other values into all of them at once. */
export type Initialisation = Recipe['initialisation'] | 'blank';

interface NetworkOptions {
  /** First part of the variables' names. */
  readonly name: string;
  readonly description: NetworkDescription;
  readonly initialisation: Initialisation;
  readonly seed: number;
  readonly precision?: Recipe['precision'];
  /** Number of the first variable's table of random numbers; the others follow. */
  readonly firstTable: number;
}

/** Makes the variables, filled with numbers that depend on the seed alone, or with none. */
export function buildNetwork(options: NetworkOptions): Network {
  const { name, description, initialisation, seed, firstTable, precision = 'float32' } = options;
  const trainable: NamedVariable[] = [];
  const statistics: NamedVariable[] = [];
  const layers = description.layers.map((layer) => {
    const variables = new Map<string, tf.Variable>();
    for (const parameter of layer.parameters) {
      const position = { seed, stream: randomStreams.initialisation, step: 0, table: firstTable + trainable.length };
      const values =
        initialisation === 'blank'
          ? new Float32Array(elementCount(parameter.shape))
          : initialValues(layer, parameter, initialisation, position);
      const variable = makeVariable(values, parameter.shape, true);
      variables.set(parameter.name, variable);
      trainable.push({ name: `${name}/${layer.layer.id}/${parameter.name}`, variable });
    }
    const startingPoint = { seed, table: firstTable + trainable.length };
    for (const { name: statistic, values } of startingStatistics(layer, startingPoint)) {
      const variable = makeVariable(values, [values.length], false);
      variables.set(statistic, variable);
      statistics.push({ name: `${name}/${layer.layer.id}/${statistic}`, variable });
    }
    if (initialisation !== 'blank') settle(layer, variables);
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
    visit: (x, mode, see) => {
      tf.tidy(() => {
        judge(x, mode, see);
      });
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
): (x: tf.Tensor, mode: ForwardMode, see?: SeeLayer) => Judgement {
  const { classes } = description;
  return (x, mode, see) => {
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
      see?.(layer.id, output);
    }
    return { output, classes: classes === null ? null : (known.get(classes.layerId) ?? null) };
  };
}

/** Finds the first singular vectors of the weights that are divided by their largest singular value. */
function settle({ layer }: LayerDescription, variables: ReadonlyMap<string, tf.Variable>): void {
  const [weight, u, v] = ['weight', 'spectralU', 'spectralV'].map((parameter) => variables.get(parameter));
  if (weight && u && v) settleVectors(weight, layer.kind, { u, v });
}

function makeVariable(values: Float32Array, shape: readonly number[], trainable: boolean): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(values, [...shape], 'float32'), trainable));
}
