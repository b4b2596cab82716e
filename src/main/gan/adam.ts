import * as tf from '@tensorflow/tfjs-core';
import type { OptimiserSpec } from '../../shared/recipe';
import type { NamedVariable } from './network';
import { adamUpdate } from './ops/adam-update';

/** What changes from update to update: inputs of a step, made outside of it. */
export interface AdamFactors<Value> {
  /** learning rate · sqrt(1 - beta2^t) / (1 - beta1^t) */
  readonly stepSize: Value;
  /** epsilon · sqrt(1 - beta2^t) */
  readonly epsilon: Value;
}

/**
 * Bias correction of the t-th update, t from 1. With these two, w -= stepSize · m / (sqrt(v) + epsilon) is PyTorch's
 * w -= rate / (1 - beta1^t) · m / (sqrt(v / (1 - beta2^t)) + epsilon), with fewer operations.
 */
export function adamFactors(spec: OptimiserSpec, update: number): AdamFactors<number> {
  const correction = Math.sqrt(1 - spec.beta2 ** update);
  return {
    stepSize: (spec.learningRate * correction) / (1 - spec.beta1 ** update),
    epsilon: spec.epsilon * correction,
  };
}

/**
 * The spec as TensorFlow's fused op computes it: it takes 1 - beta from a beta in single precision, which moves 1 - .999
 * by 1.3e-5 of itself. The bias correction must follow.
 */
export function asFused(spec: OptimiserSpec): OptimiserSpec {
  return { ...spec, beta1: Math.fround(spec.beta1), beta2: Math.fround(spec.beta2) };
}

/** Adam, Kingma and Ba 2015, https://arxiv.org/abs/1412.6980, in PyTorch's form. */
export interface Adam {
  /** First and second moments of every variable. */
  readonly slots: readonly NamedVariable[];
  /** Moves the variables; `gradients` in the order of the variables. */
  apply(gradients: readonly tf.Tensor[], factors: AdamFactors<tf.Tensor>): void;
  dispose(): void;
}

export function createAdam(spec: OptimiserSpec, variables: readonly NamedVariable[]): Adam {
  const slots = variables.map(({ name, variable }) => ({
    weight: variable,
    m: makeSlot(`optimiser/${name}/m`, variable),
    v: makeSlot(`optimiser/${name}/v`, variable),
  }));
  return {
    slots: slots.flatMap(({ m, v }) => [m, v]),
    apply: (gradients, { stepSize, epsilon }) => {
      tf.tidy(() => {
        for (const [index, { weight, m, v }] of slots.entries()) {
          const gradient = gradients[index];
          if (!gradient) throw new Error(`There is no gradient for ${variables[index]?.name ?? index}.`);
          const inputs = { weight, gradient, m: m.variable, v: v.variable };
          const updated = adamUpdate({ ...inputs, stepSize, epsilon }, spec);
          for (const [slot, variable] of [weight, m.variable, v.variable].entries()) {
            variable.assign(updated[slot] as tf.Tensor);
          }
        }
      });
    },
    dispose: () => {
      for (const { m, v } of slots) {
        m.variable.dispose();
        v.variable.dispose();
      }
    },
  };
}

function makeSlot(name: string, like: tf.Variable): NamedVariable {
  return { name, variable: tf.tidy(() => tf.variable(tf.zeros(like.shape), false)) };
}
