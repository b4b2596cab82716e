import * as tf from '@tensorflow/tfjs-core';
import { boolAttribute, stringAttribute, typeAttribute } from './native-backend';
import { defineOperation, type Operation } from './operation';

interface Transposition {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Product of two matrices, either of them transposed. Differentiable to any order. */
export const matMul: Operation<'a' | 'b', Transposition> = defineOperation({
  name: 'MatMul',
  native: (backend, { a, b }, { transposeA, transposeB }) =>
    backend.executeSingleOutput(
      'MatMul',
      [boolAttribute('transpose_a', transposeA), boolAttribute('transpose_b', transposeB), typeAttribute('T')],
      [a, b],
    ),
  portable: ({ a, b }, { transposeA, transposeB }) => tf.matMul(a, b, transposeA, transposeB),
  keepsInputs: ['a', 'b'],
  gradient: (gradient, { inputs: { a, b } }, { transposeA, transposeB }) => ({
    a: () =>
      transposeA
        ? matMul({ a: b, b: gradient }, { transposeA: transposeB, transposeB: true })
        : matMul({ a: gradient, b }, { transposeA: false, transposeB: !transposeB }),
    b: () =>
      transposeB
        ? matMul({ a: gradient, b: a }, { transposeA: true, transposeB: transposeA })
        : matMul({ a, b: gradient }, { transposeA: !transposeA, transposeB: false }),
  }),
});

/** Adds a bias [channels] along the last axis. */
export const addBias: Operation<'x' | 'bias'> = defineOperation({
  name: 'BiasAdd',
  native: (backend, { x, bias }) =>
    backend.executeSingleOutput('BiasAdd', [typeAttribute('T'), stringAttribute('data_format', 'NHWC')], [x, bias]),
  portable: ({ x, bias }) => tf.add(x, bias),
  gradient: (gradient) => ({
    x: () => gradient,
    bias: () => sumToChannels({ x: gradient }, { shape: gradient.shape }),
  }),
});

/** Sum over all axes but the last: the gradient of a bias. `shape` is the input's. */
const sumToChannels: Operation<'x', { readonly shape: number[] }> = defineOperation({
  name: 'BiasAddGrad',
  native: (backend, { x }) =>
    backend.executeSingleOutput('BiasAddGrad', [typeAttribute('T'), stringAttribute('data_format', 'NHWC')], [x]),
  portable: ({ x }) =>
    tf.sum(
      x,
      x.shape.slice(0, -1).map((_, axis) => axis),
    ),
  gradient: (gradient, _kept, { shape }) => ({ x: () => addBias({ x: tf.zeros(shape), bias: gradient }) }),
});

/** x [batch, in] · weight [in, out] + bias [out] → [batch, out]. */
export function dense(x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor {
  const product = matMul({ a: x, b: weight }, { transposeA: false, transposeB: false });
  return bias ? addBias({ x: product, bias }) : product;
}
