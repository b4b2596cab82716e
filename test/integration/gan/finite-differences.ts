import * as tf from '@tensorflow/tfjs-core';
import { elementCount, type Shape } from '../../../src/shared/tensor';
import { numbers } from './pytorch-fixture';

/** Numbers that keep a distance from zero, where the rectifiers bend. */
export function fill(shape: Shape, seed: number): tf.Tensor {
  const values = numbers(seed, elementCount(shape)).map((number) => number + Math.sign(number) * 0.05);
  return tf.tensor(values, [...shape]);
}

/** Central difference along a direction. */
export function difference(
  f: (at: readonly tf.Tensor[]) => readonly tf.Tensor[],
  points: readonly tf.Tensor[],
  direction: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  const distance = 0.003;
  const moved = (sign: number): readonly tf.Tensor[] =>
    f(points.map((point, index) => tf.add(point, tf.mul(at(direction[index]), sign * distance))));
  const [ahead, behind] = [moved(1), moved(-1)];
  return ahead.map((value, index) => tf.div(tf.sub(value, at(behind[index])), 2 * distance));
}

export function dot(a: readonly tf.Tensor[], b: readonly tf.Tensor[]): tf.Scalar {
  return tf.addN(a.map((tensor, index) => tf.sum(tf.mul(tensor, at(b[index]))))) as tf.Scalar;
}

export function flat(tensor: tf.Tensor | undefined): Float32Array {
  return at(tensor).dataSync<'float32'>();
}

export function at(tensor: tf.Tensor | undefined): tf.Tensor {
  if (!tensor) throw new Error('There is no such tensor.');
  return tensor;
}
