/** Small recipes of which a few steps are made once on each machine, so that the pace of any other can be told. */
import { dcgan28 } from './presets/dcgan-28';
import { dcgan64 } from './presets/dcgan-64';
import { mlpTutorial } from './presets/mlp-tutorial';
import { quickDigits } from './presets/quick-digits';
import { wganGp28 } from './presets/wgan-gp-28';
import { paceReferenceNames, type PaceReferenceName } from './pace-reference-names';
import { completeRecipe, type Recipe } from './recipe';
import { StudioError } from './studio-error';
import { worded } from './wording/worded';

function withBatch(recipe: Recipe, batchSize: number, changes: Partial<Recipe> = {}): Recipe {
  return completeRecipe({
    ...recipe,
    ...changes,
    schedule: { ...recipe.schedule, batchSize, turns: { kind: 'fixed', discriminatorSteps: 1 } },
  });
}

/** By name; between them every amount of work varies. */
export const paceReferences: Readonly<Record<PaceReferenceName, Recipe>> = {
  'dense, batch 16': withBatch(mlpTutorial, 16),
  'dense, batch 256': withBatch(mlpTutorial, 256),
  'narrow convolutions, batch 4': withBatch(quickDigits, 4),
  'narrow convolutions, batch 32': withBatch(quickDigits, 32),
  'wide convolutions, batch 32': withBatch(dcgan28, 32),
  'larger images, batch 8': withBatch(dcgan64({ width: 16 }), 8),
  'deep and wide, batch 4': withBatch(dcgan64({ width: 64 }), 4),
  'gradient penalty, batch 16': withBatch(wganGp28, 16),
  'op by op, batch 8': withBatch(quickDigits, 8, { execution: 'eager' }),
  'mixed precision, batch 16': withBatch(dcgan28, 16, { precision: 'mixed' }),
};

/** @throws StudioError `invalid-request` for a name that none has */
export function paceReferenceOf(name: string): Recipe {
  const known = paceReferenceNames.find((one) => one === name);
  if (known !== undefined) return paceReferences[known];
  throw new StudioError('invalid-request', worded('preset.noReference', { name }));
}
