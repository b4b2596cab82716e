import * as tf from '@tensorflow/tfjs-core';
import { nativeArithmetic, portableArithmetic, type Arithmetic } from './arithmetic';
import { defineOperation, type Inputs, type Operation } from './operation';

type MomentumInput = 'weight' | 'gradient' | 'velocity' | 'stepSize';

interface Momentum {
  /** Share of the old velocity that stays; with 0 the velocity is not read. */
  readonly momentum: number;
}

/** One update of one variable; outputs: the new weight and velocity. */
export const momentumUpdate: Operation<MomentumInput, Momentum, tf.Tensor[]> = defineOperation({
  name: 'MomentumUpdate',
  native: (backend, inputs, momentum) => tf.tidy(() => update(nativeArithmetic(backend), inputs, momentum)),
  portable: (inputs, momentum) => update(portableArithmetic, inputs, momentum),
});

function update(
  { add, sub, mul }: Arithmetic,
  { weight, gradient, velocity, stepSize }: Inputs<MomentumInput>,
  { momentum }: Momentum,
): tf.Tensor[] {
  const moved = momentum === 0 ? tf.clone(gradient) : add(mul(velocity, tf.scalar(momentum)), gradient);
  return [sub(weight, mul(moved, stepSize)), moved];
}
