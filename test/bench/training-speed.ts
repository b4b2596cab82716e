import { join } from 'node:path';
import { runLayout } from '../../src/main/runs/run-layout';
import { jsonResult, runStudio } from '../integration/cli/studio-command';
import type { Figure } from './figure';
import { settling, steadySpeed } from './steady-speed';

const executions = ['compiled', 'eager'] as const;
/** Narrow enough for two cores to take several steps in a measurement. */
const narrowed: Readonly<Record<string, readonly string[]>> = { 'dcgan-64': ['--width', '64'] };

/** Steps a second of each preset from the command line, compiled and op by op in turn. */
export async function measureTrainingSpeed(
  presets: readonly string[],
  folder: string,
  repeats: number,
  seconds: number,
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const preset of presets) {
    const values: Record<(typeof executions)[number], number[]> = { compiled: [], eager: [] };
    for (let repeat = 0; repeat < repeats; repeat++) {
      for (const execution of executions) {
        values[execution].push(await stepsPerSecond(preset, folder, seconds, ['--set', `execution=${execution}`]));
      }
    }
    const name = [preset, ...(narrowed[preset] ?? [])].join(' ');
    for (const execution of executions) {
      figures.push({ name: `${name}, ${execution}`, unit: 'steps/s', values: values[execution] });
    }
    const ratios = values.compiled.map((value, index) => value / (values.eager[index] ?? Number.NaN));
    figures.push({ name: `${name}, compiled to eager`, unit: 'times', values: ratios });
  }
  return figures;
}

/** Steps a second of one run from the command line, once it has settled. */
export async function stepsPerSecond(
  preset: string,
  folder: string,
  seconds: number,
  more: readonly string[] = [],
): Promise<number> {
  const length = ['--minutes', String((settling + seconds + 1) / 60)];
  const runs = join(folder, 'runs');
  const command = ['train', '--preset', preset, ...(narrowed[preset] ?? []), ...length, ...more];
  const outcome = await runStudio([...command, '--runs', runs, '--json']);
  if (outcome.code !== 0) throw new Error(`Training ${preset} failed: ${outcome.stderr}`);
  return steadySpeed(join(jsonResult(outcome)['run'] as string, runLayout.metrics), seconds);
}
