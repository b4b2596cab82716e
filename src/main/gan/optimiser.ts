import * as tf from '@tensorflow/tfjs-core';
import { assertNever } from '../../shared/assert-never';
import { learningRateAt, type OptimiserSpec } from '../../shared/optimiser-spec';
import { adamFactors, adamRule } from './adam';
import { gradientLength, shorten } from './gradient-length';
import type { NamedVariable } from './network';
import { momentumRule, rmsPropRule } from './plain-rules';

/** What changes from update to update: inputs of a step, made outside of it. */
export interface UpdateFactors<Value> {
  /** What a step's direction is multiplied by: the learning rate, with Adam's bias correction in it. */
  readonly stepSize: Value;
  /** Keeps roots away from 0; nothing reads it where the rule has none. */
  readonly epsilon: Value;
}

/** How one variable moves. */
export interface UpdateRule {
  /** Arrays like the variable that are kept from update to update, for example moments. They begin at 0. */
  readonly slots: readonly string[];
  /** @returns the new weight, then the new slots */
  update(
    weight: tf.Tensor,
    gradient: tf.Tensor,
    slots: readonly tf.Tensor[],
    factors: UpdateFactors<tf.Tensor>,
  ): readonly tf.Tensor[];
}

/** Moves the variables of one network. */
export interface Optimiser {
  /** Slots of every variable. */
  readonly slots: readonly NamedVariable[];
  /**
   * @param gradients in the order of the variables
   * @returns length of the whole gradient before it is shortened, a scalar
   */
  apply(gradients: readonly tf.Tensor[], factors: UpdateFactors<tf.Tensor>): tf.Tensor;
  dispose(): void;
}

type Limits = Pick<OptimiserSpec, 'gradientNorm' | 'weightLimit'>;

export function createOptimiser(spec: OptimiserSpec, variables: readonly NamedVariable[]): Optimiser {
  return followRule(ruleOf(spec), variables, spec);
}

function ruleOf(spec: OptimiserSpec): UpdateRule {
  switch (spec.kind) {
    case 'adam':
      return adamRule(spec);
    case 'rmsProp':
      return rmsPropRule(spec);
    case 'sgd':
      return momentumRule(spec);
    default:
      return assertNever(spec);
  }
}

/**
 * Factors of the next update.
 *
 * @param update 1 for the first
 * @param epoch epochs done, as a fraction: where the rate decays
 */
export function updateFactors(spec: OptimiserSpec, update: number, epoch: number): UpdateFactors<number> {
  const learningRate = learningRateAt(spec, epoch);
  switch (spec.kind) {
    case 'adam':
      return adamFactors({ ...spec, learningRate }, update);
    case 'rmsProp':
      return { stepSize: learningRate, epsilon: spec.epsilon };
    case 'sgd':
      return { stepSize: learningRate, epsilon: 0 };
    default:
      return assertNever(spec);
  }
}

/** An optimiser of any rule; `limits` as in the recipe. */
export function followRule(rule: UpdateRule, variables: readonly NamedVariable[], limits: Limits): Optimiser {
  const { gradientNorm, weightLimit } = limits;
  const movers = variables.map(({ name, variable }) => {
    return { variable, slots: rule.slots.map((slot) => makeSlot(`optimiser/${name}/${slot}`, variable)) };
  });
  const move = (gradients: readonly tf.Tensor[], factors: UpdateFactors<tf.Tensor>): void => {
    for (const [index, { variable, slots }] of movers.entries()) {
      const gradient = gradients[index];
      if (!gradient) throw new Error(`There is no gradient for ${variables[index]?.name ?? index}.`);
      const held = slots.map((slot) => slot.variable);
      const updated = rule.update(variable, gradient, held, factors);
      for (const [position, target] of [variable, ...held].entries()) target.assign(updated[position] as tf.Tensor);
      if (weightLimit !== null) variable.assign(tf.clipByValue(variable, -weightLimit, weightLimit));
    }
  };
  return {
    slots: movers.flatMap(({ slots }) => slots),
    apply: (gradients, factors) =>
      tf.tidy(() => {
        const length = gradientLength(gradients);
        move(gradientNorm === null ? gradients : shorten(gradients, length, gradientNorm), factors);
        return length;
      }),
    dispose: () => {
      for (const { slots } of movers) for (const { variable } of slots) variable.dispose();
    },
  };
}

function makeSlot(name: string, like: tf.Variable): NamedVariable {
  return { name, variable: tf.tidy(() => tf.variable(tf.zeros(like.shape), false)) };
}
