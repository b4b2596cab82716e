import * as tf from '@tensorflow/tfjs-core';
import { nativeArithmetic, portableArithmetic, type Arithmetic } from './arithmetic';
import { boolAttribute, typeAttribute, type FusedUpdate } from './native-backend';
import { defineOperation, type Operation } from './operation';

type AdamInput = 'weight' | 'gradient' | 'm' | 'v' | 'stepSize' | 'epsilon';

interface Betas {
  readonly beta1: number;
  readonly beta2: number;
}

/**
 * One update of one variable; see ../adam.ts for the formula. Outputs: the new weight, m and v. Step size and epsilon are
 * scalars. One operation, so that nothing of it is written to an outer gradient's tape.
 */
export const adamUpdate: Operation<AdamInput, Betas, tf.Tensor[]> = defineOperation({
  name: 'AdamUpdate',
  native: (backend, inputs, betas) => {
    const execute = (): tf.Tensor[] => tf.tidy(() => update(nativeArithmetic(backend), inputs, betas));
    const { recordUpdate } = backend.binding;
    return recordUpdate ? recordUpdate(fusedUpdate(inputs, betas), execute) : execute();
  },
  portable: (inputs, betas) => update(portableArithmetic, inputs, betas),
});

/** TensorFlow's op corrects the bias by itself; powers of 0 leave the step size as it is. */
function fusedUpdate(inputs: Readonly<Record<AdamInput, tf.Tensor>>, { beta1, beta2 }: Betas): FusedUpdate {
  const variable = (name: AdamInput) => ({ kind: 'variable', tensor: inputs[name] }) as const;
  const tensor = (value: tf.Tensor) => ({ kind: 'tensor', tensor: value }) as const;
  const constant = (value: number) => ({ kind: 'constant', value }) as const;
  return {
    op: 'ResourceApplyAdam',
    inputs: [
      ...[variable('weight'), variable('m'), variable('v')],
      ...[constant(0), constant(0), tensor(inputs.stepSize)],
      ...[constant(beta1), constant(beta2), tensor(inputs.epsilon), tensor(inputs.gradient)],
    ],
    attributes: [typeAttribute('T'), boolAttribute('use_locking', false), boolAttribute('use_nesterov', false)],
  };
}

function update(
  { add, sub, mul, div, square, sqrt }: Arithmetic,
  { weight, gradient, m, v, stepSize, epsilon }: Readonly<Record<AdamInput, tf.Tensor>>,
  { beta1, beta2 }: Betas,
): tf.Tensor[] {
  const newM = add(m, mul(sub(gradient, m), tf.scalar(1 - beta1)));
  const newV = add(v, mul(sub(square(gradient), v), tf.scalar(1 - beta2)));
  const direction = div(newM, add(sqrt(newV), epsilon));
  return [sub(weight, mul(direction, stepSize)), newM, newV];
}
