import * as tf from '@tensorflow/tfjs-core';
import { nativeArithmetic, portableArithmetic, type Arithmetic } from './arithmetic';
import { defineOperation, type Inputs, type Operation } from './operation';

type RmsPropInput = 'weight' | 'gradient' | 'meanSquare' | 'stepSize' | 'epsilon';

interface Alpha {
  /** Share of the old mean square that stays. */
  readonly alpha: number;
}

/** One update of one variable; outputs: the new weight and mean square. TensorFlow's own op has epsilon inside the root. */
export const rmsPropUpdate: Operation<RmsPropInput, Alpha, tf.Tensor[]> = defineOperation({
  name: 'RmsPropUpdate',
  native: (backend, inputs, alpha) => tf.tidy(() => update(nativeArithmetic(backend), inputs, alpha)),
  portable: (inputs, alpha) => update(portableArithmetic, inputs, alpha),
});

function update(
  { add, sub, mul, div, square, sqrt }: Arithmetic,
  { weight, gradient, meanSquare, stepSize, epsilon }: Inputs<RmsPropInput>,
  { alpha }: Alpha,
): tf.Tensor[] {
  const updated = add(mul(meanSquare, tf.scalar(alpha)), mul(square(gradient), tf.scalar(1 - alpha)));
  const direction = div(gradient, add(sqrt(updated), epsilon));
  return [sub(weight, mul(direction, stepSize)), updated];
}
