import type { OptimiserSpec } from '../../shared/optimiser-spec';
import { momentumUpdate } from './ops/momentum-update';
import { rmsPropUpdate } from './ops/rms-prop-update';
import type { UpdateRule } from './optimiser';

type RmsProp = Extract<OptimiserSpec, { kind: 'rmsProp' }>;
type Sgd = Extract<OptimiserSpec, { kind: 'sgd' }>;

/** RMSProp in PyTorch's form: v = alpha · v + (1 - alpha) · g², w -= rate · g / (sqrt(v) + epsilon). */
export function rmsPropRule({ alpha }: Pick<RmsProp, 'alpha'>): UpdateRule {
  return {
    slots: ['meanSquare'],
    update: (weight, gradient, [meanSquare], { stepSize, epsilon }) => {
      if (!meanSquare) throw new Error('RMSProp has lost its mean square.');
      return rmsPropUpdate({ weight, gradient, meanSquare, stepSize, epsilon }, { alpha });
    },
  };
}

/** Gradient descent with momentum in PyTorch's form: b = momentum · b + g, w -= rate · b. */
export function momentumRule({ momentum }: Pick<Sgd, 'momentum'>): UpdateRule {
  return {
    slots: momentum === 0 ? [] : ['momentum'],
    update: (weight, gradient, [velocity], { stepSize }) =>
      velocity
        ? momentumUpdate({ weight, gradient, velocity, stepSize }, { momentum })
        : momentumUpdate({ weight, gradient, velocity: gradient, stepSize }, { momentum: 0 }),
  };
}
