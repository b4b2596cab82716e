import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import { saying } from './wording/value-words';
import { worded } from './wording/worded';

/** Objectives whose discriminator tells a probability. */
const crossEntropies = ['nonSaturating', 'saturating'] as const;

/** What the two networks want, as data. All of it is computed from logits. */
export const objectiveSpecSchema = z
  .strictObject({
    /**
     * `nonSaturating`, `saturating`: Goodfellow et al. 2014, section 3, https://arxiv.org/abs/1406.2661
     * `leastSquares`: Mao et al. 2017 with a = 0, b = c = 1, https://arxiv.org/abs/1611.04076
     * `hinge`: Lim and Ye 2017, https://arxiv.org/abs/1705.02894
     * `wasserstein`: Arjovsky et al. 2017, https://arxiv.org/abs/1701.07875
     */
    kind: z.enum([...crossEntropies, 'leastSquares', 'hinge', 'wasserstein']),
    /** One fake batch serves both half-steps; the discriminator sees it detached. */
    sharedFake: z.boolean(),
    /** What the discriminator's loss, the sum of its real and fake half, is multiplied by. */
    discriminatorWeight: z.number().gt(0).max(1).default(1),
    /** What the discriminator is told that real and fake images are; 1 and 0 unless labels are smoothed. */
    realTarget: z.number().min(0.5).max(1).default(1),
    fakeTarget: z.number().min(0).max(0.5).default(0),
    /** D(x) is kept at or above this and D(G(z)) at or below 1 minus it; null = off. */
    probabilityClamp: z.number().gt(0).lt(0.5).nullable().default(null),
    /** The real half and the fake half are two updates of the discriminator instead of one. */
    separateHalves: z.boolean().default(false),
    /**
     * `interpolated`: weight · (‖∇D‖ - 1)² between real and fake images (Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028).
     * `real`: weight / 2 · ‖∇D‖² at real images (R1, Mescheder et al. 2018, https://arxiv.org/abs/1801.04406).
     */
    gradientPenalty: z
      .strictObject({ kind: z.enum(['interpolated', 'real']), weight: z.number().gt(0).max(1e6) })
      .nullable()
      .default(null),
    /** Weight of the cross-entropy of the discriminator's classes (Odena et al. 2017, https://arxiv.org/abs/1610.09585); null = none. */
    classWeight: z.number().gt(0).max(1e3).nullable().default(null),
    /**
     * Whether the discriminator learns the classes of fake images too, as in the paper. Where it does not, only real images
     * teach it what a class looks like, and the generator alone is held to its class.
     */
    fakeClasses: z.boolean().default(true),
  })
  .superRefine((objective, context) => {
    for (const [key, rest] of [
      ['realTarget', 1],
      ['fakeTarget', 0],
      ['probabilityClamp', null],
    ] as const) {
      if (objective[key] === rest || crossEntropies.some((kind) => kind === objective.kind)) continue;
      const values = { rest: String(rest), objective: objective.kind, others: crossEntropies.join(', ') };
      context.addIssue({ code: 'custom', path: [key], ...saying(worded('value.noProbability', values)) });
    }
    if (objective.separateHalves && objective.gradientPenalty) {
      context.addIssue({ code: 'custom', path: ['separateHalves'], ...saying(worded('value.halves')) });
    }
  });

export type ObjectiveSpec = DeepReadonly<z.infer<typeof objectiveSpecSchema>>;
