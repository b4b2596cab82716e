import * as tf from '@tensorflow/tfjs-core';
import { assertNever } from '../../shared/assert-never';
import type { Recipe } from '../../shared/recipe';
import type { LayerDescription } from '../../shared/shape-inference';
import type { ForwardMode } from './network';
import { leakyRelu, sigmoid, softplus, tanh } from './ops/activations';
import { batchNormEvaluation, batchNormTraining } from './ops/batch-norm';
import { convolve, inputGradient, type Window } from './ops/convolution';
import { addBias, dense } from './ops/dense';
import { closenessToOthers, joinDeviation } from './ops/minibatch';
import { imageAxes, normaliseEach } from './ops/normalise-each';
import { upsample } from './ops/upsample';

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
