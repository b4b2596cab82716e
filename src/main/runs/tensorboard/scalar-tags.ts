import type { TrainingNumber } from '../../../shared/run';

/** Under which name TensorBoard shows a number; what stands before the stroke is its group. */
export const scalarTags: Readonly<Record<TrainingNumber, string>> = {
  discriminatorLoss: 'loss/discriminator',
  generatorLoss: 'loss/generator',
  realProbability: 'probability/D(x)',
  fakeProbability: 'probability/D(G(z))',
  discriminatorGradientNorm: 'gradient_norm/discriminator',
  generatorGradientNorm: 'gradient_norm/generator',
};

/** Beside the steps of the same number. */
export function epochMeanTag(name: TrainingNumber): string {
  return `${scalarTags[name]}_epoch_mean`;
}

/** Mean since the event before. */
export const speedTag = 'speed/steps_per_second';

export const sheetTag = 'samples';
