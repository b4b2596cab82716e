import * as tf from '@tensorflow/tfjs-core';
import { floatAttribute, typeAttribute, type NativeBackend } from './native-backend';
import { defineOperation, type Operation } from './operation';

/*
 * tfjs' own gradients of tanh and sigmoid keep the output and lose how it depends on the input, so that second
 * derivatives come out wrong without a word. Here the gradient gets the output back through an operation of the input:
 * it computes nothing, but the tape knows its derivative.
 */

interface Slope {
  /** Slope for negative x, 0 to 1; 0 is the plain rectifier. */
  readonly slope: number;
}

/** max(x, slope · x) */
export const leakyRelu: Operation<'x', Slope> = defineOperation({
  name: 'LeakyRelu',
  native: (backend, { x }, { slope }) =>
    slope === 0
      ? backend.executeSingleOutput('Relu', [typeAttribute('T')], [x])
      : backend.executeSingleOutput('LeakyRelu', [typeAttribute('T'), floatAttribute('alpha', slope)], [x]),
  portable: ({ x }, { slope }) => tf.leakyRelu(x, slope),
  // the sign of the output is that of the input, and the derivative is constant on either side of it
  keepsOutputs: true,
  gradient: (gradient, { outputs: y }, slope) => ({ x: () => leakyReluGradient({ gradient, y }, slope) }),
});

/** gradient where y > 0, slope · gradient elsewhere. */
const leakyReluGradient: Operation<'gradient' | 'y', Slope> = defineOperation({
  name: 'LeakyReluGrad',
  native: (backend, { gradient, y }, { slope }) =>
    slope === 0
      ? backend.executeSingleOutput('ReluGrad', [typeAttribute('T')], [gradient, y])
      : backend.executeSingleOutput(
          'LeakyReluGrad',
          [typeAttribute('T'), floatAttribute('alpha', slope)],
          [gradient, y],
        ),
  portable: ({ gradient, y }, { slope }) => tf.where(tf.greater(y, 0), gradient, tf.mul(gradient, slope)),
  keepsInputs: ['y'],
  gradient: (second, { inputs: { y } }, slope) => ({
    gradient: () => leakyReluGradient({ gradient: second, y }, slope),
    y: () => tf.zerosLike(y),
  }),
});

export const tanh: Operation<'x'> = defineOperation({
  name: 'Tanh',
  native: (backend, { x }) => runUnary(backend, 'Tanh', x),
  portable: ({ x }) => tf.tanh(x),
  keepsInputs: ['x'],
  keepsOutputs: true,
  gradient: (gradient, { inputs: { x }, outputs: y }) => ({
    x: () => tanhGradient({ gradient, y: knownTanh({ x, y }) }),
  }),
});

/** tanh(x), which is known to be y. */
const knownTanh: Operation<'x' | 'y'> = defineOperation({
  name: 'KnownTanh',
  native: (_backend, { y }) => tf.clone(y),
  portable: ({ y }) => tf.clone(y),
  keepsInputs: ['x', 'y'],
  gradient: (gradient, { inputs: { x, y } }) => ({
    x: () => tanhGradient({ gradient, y: knownTanh({ x, y }) }),
    y: () => tf.zerosLike(y),
  }),
});

/** gradient · (1 - y²) */
const tanhGradient: Operation<'gradient' | 'y'> = defineOperation({
  name: 'TanhGrad',
  native: (backend, { gradient, y }) => backend.executeSingleOutput('TanhGrad', [typeAttribute('T')], [y, gradient]),
  portable: ({ gradient, y }) => tf.mul(gradient, tf.sub(1, tf.square(y))),
  keepsInputs: ['gradient', 'y'],
  gradient: (second, { inputs: { gradient, y } }) => ({
    gradient: () => tanhGradient({ gradient: second, y }),
    y: () => tf.mul(tf.mul(-2, y), tf.mul(gradient, second)),
  }),
});

export const sigmoid: Operation<'x'> = defineOperation({
  name: 'Sigmoid',
  native: (backend, { x }) => runUnary(backend, 'Sigmoid', x),
  portable: ({ x }) => tf.sigmoid(x),
  keepsInputs: ['x'],
  keepsOutputs: true,
  gradient: (gradient, { inputs: { x }, outputs: y }) => ({
    x: () => sigmoidGradient({ gradient, y: knownSigmoid({ x, y }) }),
  }),
});

/** sigmoid(x), which is known to be y. */
const knownSigmoid: Operation<'x' | 'y'> = defineOperation({
  name: 'KnownSigmoid',
  native: (_backend, { y }) => tf.clone(y),
  portable: ({ y }) => tf.clone(y),
  keepsInputs: ['x', 'y'],
  gradient: (gradient, { inputs: { x, y } }) => ({
    x: () => sigmoidGradient({ gradient, y: knownSigmoid({ x, y }) }),
    y: () => tf.zerosLike(y),
  }),
});

/** gradient · y · (1 - y) */
const sigmoidGradient: Operation<'gradient' | 'y'> = defineOperation({
  name: 'SigmoidGrad',
  native: (backend, { gradient, y }) => backend.executeSingleOutput('SigmoidGrad', [typeAttribute('T')], [y, gradient]),
  portable: ({ gradient, y }) => tf.mul(gradient, tf.mul(y, tf.sub(1, y))),
  keepsInputs: ['gradient', 'y'],
  gradient: (second, { inputs: { gradient, y } }) => ({
    gradient: () => sigmoidGradient({ gradient: second, y }),
    y: () => tf.mul(tf.sub(1, tf.mul(2, y)), tf.mul(gradient, second)),
  }),
});

/** log(1 + e^x), finite for every finite x. */
export const softplus: Operation<'x'> = defineOperation({
  name: 'Softplus',
  native: (backend, { x }) => runUnary(backend, 'Softplus', x),
  portable: ({ x }) => tf.add(tf.relu(x), tf.log1p(tf.exp(tf.neg(tf.abs(x))))),
  keepsInputs: ['x'],
  gradient: (gradient, { inputs: { x } }) => ({ x: () => tf.mul(gradient, sigmoid({ x })) }),
});

function runUnary(backend: NativeBackend, op: string, x: tf.Tensor): tf.Tensor {
  return backend.executeSingleOutput(op, [typeAttribute('T')], [x]);
}
