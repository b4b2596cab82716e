import * as tf from '@tensorflow/tfjs-core';
import type { NamedVariable } from './network';

/** What a differentiated function hands out: the loss, and other tensors that are wanted afterwards. */
export interface Evaluation {
  readonly loss: tf.Scalar;
  readonly others: readonly tf.Tensor[];
}

/**
 * Runs `evaluate` and differentiates its loss with respect to the variables.
 *
 * @throws Error where the loss does not depend on one of them.
 */
export function differentiate(
  evaluate: () => Evaluation,
  variables: readonly NamedVariable[],
): Evaluation & { readonly gradients: readonly tf.Tensor[] } {
  let others: readonly tf.Tensor[] = [];
  const { value, grads } = tf.variableGrads(
    () => {
      const evaluation = evaluate();
      // the scope inside which this runs would end their life
      others = evaluation.others.map((tensor) => tf.keep(tensor));
      return evaluation.loss;
    },
    variables.map(({ variable }) => variable),
  );
  const carried = others.map(handToScope);
  const gradients = variables.map(({ name, variable }) => {
    const gradient = grads[variable.name];
    if (!gradient) throw new Error(`The loss does not depend on ${name}.`);
    return gradient;
  });
  return { loss: value, others: carried, gradients };
}

/** A kept tensor as one that lives as long as the scope around the caller. */
function handToScope(kept: tf.Tensor): tf.Tensor {
  const handed = tf.clone(kept);
  kept.dispose();
  return handed;
}
