import type { StepMetrics } from '../../../shared/run';

type Beliefs = Pick<StepMetrics, 'realProbability' | 'fakeProbability'>;

/**
 * The mean probability that the discriminator gives the right answer, real and made images counting the same:
 * 1 = it wins everything, 0.5 = it can only guess, 0 = the generator fools it every time.
 */
export function discriminatorShare({ realProbability, fakeProbability }: Beliefs): number {
  return (realProbability + 1 - fakeProbability) / 2;
}
