import { measurePace } from '../../src/main/trainer/measure-pace';
import { startTensorFlow } from '../../src/main/gan/tensorflow';
import { fitPace, predictSeconds, type MeasuredStep } from '../../src/shared/pace-model';
import { paceReferences } from '../../src/shared/pace-references';
import { presets } from '../../src/shared/presets';
import { dcgan64 } from '../../src/shared/presets/dcgan-64';
import type { Recipe } from '../../src/shared/recipe';
import { stepWork } from '../../src/shared/step-work';
import type { Figure } from './figure';
import { stepsPerSecond } from './training-speed';

/** As `stepsPerSecond` trains it. */
const narrowed: Readonly<Record<string, Recipe>> = { 'dcgan-64': dcgan64({ width: 64 }) };

/** How far the cost line is off for each preset, told from the reference recipes alone, beside a run from the command line. */
export async function measurePrediction(folder: string, repeats: number, seconds: number): Promise<readonly Figure[]> {
  await startTensorFlow({ backend: 'tensorflow' });
  const figures: Figure[] = [];
  const references = Object.entries(paceReferences);
  // each fit has a measurement of its own, as each machine has one
  const models = Array.from({ length: repeats }, () =>
    fitPace(references.map(([name, recipe]): MeasuredStep => measurePace(name, recipe))),
  );
  for (const preset of presets) {
    const name = preset.preset;
    const recipe = narrowed[name] ?? preset;
    const values: number[] = [];
    for (const model of models) {
      const told = 1 / predictSeconds(model, stepWork(recipe));
      values.push(100 * (told / (await stepsPerSecond(name, folder, seconds)) - 1));
    }
    figures.push({ name: `${name}, steps/s told against steps/s made`, unit: '%', values });
  }
  return figures;
}
