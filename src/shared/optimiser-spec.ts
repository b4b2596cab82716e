import { z } from 'zod';
import { assertNever } from './assert-never';
import type { DeepReadonly } from './deep-readonly';
import { saying } from './wording/value-words';
import { worded } from './wording/worded';

const share = z.number().min(0).lt(1);

const decay = z.discriminatedUnion('kind', [
  /** Multiplied by `factor` with each epoch that begins. */
  z.strictObject({ kind: z.literal('exponential'), factor: z.number().gt(0).lt(1) }),
  /** Whole until `from`, then down a line to 0 at `to`. Epochs. */
  z.strictObject({ kind: z.literal('linear'), from: z.number().min(0).max(1e6), to: z.number().gt(0).max(1e6) }),
]);

const common = {
  learningRate: z.number().gt(0).max(1),
  /** How the rate falls from epoch to epoch; null = it does not. */
  decay: decay.nullable().default(null),
  /** Longest gradient, over all parameters of the network together; longer ones are shortened. null = off. */
  gradientNorm: z.number().gt(0).max(1e9).nullable().default(null),
  /** After each update every parameter is cut to ± this (Arjovsky et al. 2017, algorithm 1); null = off. */
  weightLimit: z.number().gt(0).max(1e3).nullable().default(null),
};

/** Optimisers in PyTorch's form: an epsilon stands outside of roots and bias corrections. */
export const optimiserSpecSchema = z
  .discriminatedUnion('kind', [
    /** Kingma and Ba 2015, https://arxiv.org/abs/1412.6980 */
    z.strictObject({
      kind: z.literal('adam'),
      ...common,
      beta1: share,
      beta2: share,
      epsilon: z.number().gt(0).max(1),
    }),
    /** Tieleman and Hinton 2012; alpha is the share of the old mean square that stays. */
    z.strictObject({ kind: z.literal('rmsProp'), ...common, alpha: share, epsilon: z.number().gt(0).max(1) }),
    /** Gradient descent; momentum without damping, 0 = none. */
    z.strictObject({ kind: z.literal('sgd'), ...common, momentum: share }),
  ])
  .superRefine(({ decay }, context) => {
    if (decay?.kind !== 'linear' || decay.from < decay.to) return;
    const told = worded('value.decayEnd', { from: decay.from });
    context.addIssue({ code: 'custom', path: ['decay', 'to'], ...saying(told) });
  });

export type OptimiserSpec = DeepReadonly<z.infer<typeof optimiserSpecSchema>>;

/** @param epoch epochs done, as a fraction */
export function learningRateAt({ learningRate, decay }: OptimiserSpec, epoch: number): number {
  if (decay === null) return learningRate;
  switch (decay.kind) {
    case 'exponential':
      return learningRate * decay.factor ** Math.floor(epoch);
    case 'linear': {
      const done = (epoch - decay.from) / (decay.to - decay.from);
      return learningRate * (1 - Math.min(1, Math.max(0, done)));
    }
    default:
      return assertNever(decay);
  }
}
