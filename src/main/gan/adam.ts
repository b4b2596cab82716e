import type { OptimiserSpec } from '../../shared/optimiser-spec';
import { adamUpdate } from './ops/adam-update';
import type { UpdateFactors, UpdateRule } from './optimiser';

/** Adam's numbers, as the recipe has them. */
export type AdamSpec = Pick<Extract<OptimiserSpec, { kind: 'adam' }>, 'learningRate' | 'beta1' | 'beta2' | 'epsilon'>;

/**
 * Bias correction of the t-th update, t from 1. With these two, w -= stepSize · m / (sqrt(v) + epsilon) is PyTorch's
 * w -= rate / (1 - beta1^t) · m / (sqrt(v / (1 - beta2^t)) + epsilon), with fewer operations.
 */
export function adamFactors(spec: AdamSpec, update: number): UpdateFactors<number> {
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
  if (spec.kind !== 'adam') return spec;
  return { ...spec, beta1: Math.fround(spec.beta1), beta2: Math.fround(spec.beta2) };
}

/** Adam, Kingma and Ba 2015, https://arxiv.org/abs/1412.6980, in PyTorch's form. */
export function adamRule(betas: Pick<AdamSpec, 'beta1' | 'beta2'>): UpdateRule {
  return {
    slots: ['m', 'v'],
    update: (weight, gradient, [m, v], { stepSize, epsilon }) => {
      if (!m || !v) throw new Error('Adam has lost its moments.');
      return adamUpdate({ weight, gradient, m, v, stepSize, epsilon }, betas);
    },
  };
}
