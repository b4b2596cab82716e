import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';

/** Who moves when. A step is always one batch of real images, and with it one turn of the discriminator. */
export const turnsSpecSchema = z.discriminatedUnion('kind', [
  /** The generator moves in every so manieth step. */
  z.strictObject({ kind: z.literal('fixed'), discriminatorSteps: z.int().min(1).max(1000) }),
  /**
   * The generator moves while the discriminator does well: where the epoch's mean discriminator loss is below `lossLimit`
   * and it has rested enough, it moves again and again while its loss, taken absolutely, is below `generatorLossLimit`,
   * at least once. Then it rests for 1 + floor(`restFactor` · |its last loss|) steps.
   */
  z.strictObject({
    kind: z.literal('adaptive'),
    lossLimit: z.number().gt(0).max(1e6),
    generatorLossLimit: z.number().gt(0).max(1e6),
    mostGeneratorSteps: z.int().min(1).max(1000),
    restFactor: z.number().min(0).max(1e3),
  }),
]);

export type TurnsSpec = DeepReadonly<z.infer<typeof turnsSpecSchema>>;

/** What the adaptive turns remember from step to step; part of a checkpoint. */
export const turnStateSchema = z.strictObject({
  /** The epoch that the mean is of, 0 for the first. */
  meanEpoch: z.int().min(0),
  /** Of the discriminator's losses in that epoch, in nats. */
  lossSum: z.number(),
  lossCount: z.int().min(0),
  /** Steps for which the generator still rests; it moves at 0 or below. */
  rest: z.int(),
});
export type TurnState = Readonly<z.infer<typeof turnStateSchema>>;
