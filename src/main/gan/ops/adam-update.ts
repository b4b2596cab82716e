import * as tf from '@tensorflow/tfjs-core';
import { typeAttribute, type NativeBackend } from './native-backend';
import { defineOperation, type None, type Operation } from './operation';

type AdamInput = 'weight' | 'gradient' | 'm' | 'v' | 'stepSize' | 'epsilon' | 'oneMinusBeta1' | 'oneMinusBeta2';

/**
 * One update of one variable; see ../adam.ts for the formula. Outputs: the new weight, m and v. The four factors are
 * scalars. One operation, so that nothing of it is written to an outer gradient's tape.
 */
export const adamUpdate: Operation<AdamInput, None, tf.Tensor[]> = defineOperation({
  name: 'AdamUpdate',
  native: (backend, inputs) => tf.tidy(() => update(nativeArithmetic(backend), inputs)),
  portable: (inputs) => update(portableArithmetic, inputs),
});

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
type Unary = (x: tf.Tensor) => tf.Tensor;
type Arithmetic = Readonly<Record<'add' | 'sub' | 'mul' | 'div', Binary>> & Readonly<Record<'square' | 'sqrt', Unary>>;

function update(
  { add, sub, mul, div, square, sqrt }: Arithmetic,
  { weight, gradient, m, v, stepSize, epsilon, oneMinusBeta1, oneMinusBeta2 }: Readonly<Record<AdamInput, tf.Tensor>>,
): tf.Tensor[] {
  const newM = add(m, mul(sub(gradient, m), oneMinusBeta1));
  const newV = add(v, mul(sub(square(gradient), v), oneMinusBeta2));
  const direction = div(newM, add(sqrt(newV), epsilon));
  return [sub(weight, mul(direction, stepSize)), newM, newV];
}

const portableArithmetic: Arithmetic = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  square: tf.square,
  sqrt: tf.sqrt,
};

/** Straight to the native ops: a third of the time that tfjs' own functions take around them. */
function nativeArithmetic(backend: NativeBackend): Arithmetic {
  const attributes = [typeAttribute('T')];
  const run = (op: string, ...inputs: tf.Tensor[]): tf.Tensor => backend.executeSingleOutput(op, attributes, inputs);
  return {
    add: (a, b) => run('AddV2', a, b),
    sub: (a, b) => run('Sub', a, b),
    mul: (a, b) => run('Mul', a, b),
    div: (a, b) => run('RealDiv', a, b),
    square: (x) => run('Square', x),
    sqrt: (x) => run('Sqrt', x),
  };
}
