import { join } from 'node:path';
import { runLayout } from '../../src/main/runs/run-layout';
import { jsonResult, runStudio } from '../integration/cli/studio-command';
import type { Figure } from './figure';
import { settling, steadySpeed } from './steady-speed';

/** Steps a second of each preset from the command line. */
export async function measureTrainingSpeed(
  presets: readonly string[],
  folder: string,
  repeats: number,
  seconds: number,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const preset of presets) {
    const values: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) values.push(await stepsPerSecond(preset, folder, seconds));
    figures.push({ name: `${preset}, command line`, unit: 'steps/s', values });
  }
  return figures;
}

/** Steps a second of one run from the command line, once it has settled. */
export async function stepsPerSecond(preset: string, folder: string, seconds: number): Promise<number> {
  const minutes = String((settling + seconds + 1) / 60);
  const runs = join(folder, 'runs');
  const outcome = await runStudio(['train', '--preset', preset, '--minutes', minutes, '--runs', runs, '--json']);
  if (outcome.code !== 0) throw new Error(`Training ${preset} failed: ${outcome.stderr}`);
  return steadySpeed(join(jsonResult(outcome)['run'] as string, runLayout.metrics), seconds);
}
