import { join } from 'node:path';
import { jsonResult, runStudio } from '../integration/cli/studio-command';
import type { Figure } from './figure';

/** Steps a second of each preset from the command line, after the recipe's own warm-up of one short run. */
export async function measureTrainingSpeed(
  presets: readonly string[],
  folder: string,
  repeats: number,
  minutes: number,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const preset of presets) {
    const values: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) values.push(await stepsPerSecond(preset, folder, minutes));
    figures.push({ name: `${preset}, command line`, unit: 'steps/s', values });
  }
  return figures;
}

export async function stepsPerSecond(preset: string, folder: string, minutes: number): Promise<number> {
  const outcome = await runStudio([
    'train',
    '--preset',
    preset,
    '--minutes',
    String(minutes),
    '--runs',
    join(folder, 'runs'),
    '--json',
  ]);
  if (outcome.code !== 0) throw new Error(`Training ${preset} failed: ${outcome.stderr}`);
  return jsonResult(outcome)['stepsPerSecond'] as number;
}
