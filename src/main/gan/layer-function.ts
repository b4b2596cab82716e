import * as tf from '@tensorflow/tfjs-core';
import { assertNever } from '../../shared/assert-never';
import type { Recipe } from '../../shared/recipe';
import type { LayerDescription } from '../../shared/shape-inference';
import type { ForwardMode } from './forward-mode';
import { leakyRelu, sigmoid, softplus, tanh } from './ops/activations';
import { batchNormEvaluation, batchNormOfBatch, batchNormTraining } from './ops/batch-norm';
import { convolve, inputGradient, type Window } from './ops/convolution';
import { addBias, dense } from './ops/dense';
import { closenessToOthers, joinDeviation } from './ops/minibatch';
import { imageAxes, normaliseEach } from './ops/normalise-each';
import { upsample } from './ops/upsample';
import { spectrallyNormalised } from './spectral-norm';
import type { StepRandom } from './step-random';

/** `others`: what it takes besides x. */
export type LayerFunction = (x: tf.Tensor, mode: ForwardMode, others: readonly tf.Tensor[]) => tf.Tensor;

/** What a layer does; `find` gives its variables by their names within the layer. */
export function layerFunction(
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
  const weightFor = ({ training }: ForwardMode): tf.Tensor => {
    const [weight, u, v] = [variable('weight'), find('spectralU'), find('spectralV')];
    return u && v ? spectrallyNormalised(weight, layer.kind, { u, v }, training) : weight;
  };
  switch (layer.kind) {
    case 'dense':
      return (x, mode) => dense(x, weightFor(mode), find('bias'));
    case 'conv': {
      const window = { stride: layer.stride, padding: layer.padding, precision };
      return (x, mode) => withBias(convolve({ x, filter: weightFor(mode) }, window));
    }
    case 'transposedConv': {
      const window = { stride: layer.stride, padding: layer.padding, precision };
      return (x, mode) => withBias(transposedConvolve(x, weightFor(mode), window, outputShape));
    }
    case 'batchNorm': {
      const variables = {
        scale: variable('scale'),
        offset: variable('offset'),
        runningMean: variable('runningMean'),
        runningVariance: variable('runningVariance'),
      };
      return (x, { training, batchStatistics = false }) => {
        if (training) return batchNormTraining(x, variables);
        return batchStatistics ? batchNormOfBatch(x, variables) : batchNormEvaluation(x, variables);
      };
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
    case 'dropout':
      return (x, mode) => (mode.training && layer.rate > 0 ? dropOut(x, layer.rate, drawsOf(layer, mode)) : x);
    case 'noise':
      return (x, mode) => {
        if (!mode.training) return x;
        return tf.add(x, tf.mul(drawsOf(layer, mode).normal(x.shape), layer.deviation));
      };
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

function drawsOf({ id }: LayerDescription['layer'], { random }: ForwardMode): StepRandom {
  if (!random) throw new Error(`Layer "${id}" draws random numbers, but the step was given no seed.`);
  return random;
}

/** Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html */
function dropOut(x: tf.Tensor, rate: number, random: StepRandom): tf.Tensor {
  const stays = tf.cast(tf.greaterEqual(random.uniform(x.shape), rate), 'float32');
  return tf.mul(x, tf.mul(stays, 1 / (1 - rate)));
}

/** A transposed convolution is the input's gradient of the convolution with the same kernel, stride and padding. */
function transposedConvolve(
  x: tf.Tensor,
  filter: tf.Tensor,
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
