import { knobAt } from './knob-table';

/** What most want to know of the settings that are out of sight. */
export const summaryKnobs = [
  'objective.realTarget',
  'optimisers.generator.gradientNorm',
  'objective.gradientPenalty',
  'latent.size',
  'initialisation',
  'samples.everySteps',
].map(knobAt);
