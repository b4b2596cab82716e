import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findPreset } from '../../src/shared/presets';
import { jsonResult, runStudio } from '../integration/cli/studio-command';
import type { Picture } from './gallery-page';

/** Four minutes are a handful of steps at the width of the paper. */
const variants: Readonly<Record<string, readonly string[]>> = { 'dcgan-64': ['--width', '32'] };
const judgeSamples = 1000;

/** Trains a preset from the command line, draws a sheet of it into the gallery and has the digits judged. */
export async function makePicture(
  preset: string,
  minutes: string,
  seed: string,
  folder: string,
  gallery: string,
): Promise<Omit<Picture, 'date' | 'machine'>> {
  const more = ['--minutes', minutes, '--seed', seed];
  const command = ['train', '--preset', preset, ...(variants[preset] ?? []), ...more];
  const trained = await studio([...command, '--runs', join(folder, 'runs'), '--json']);
  const run = trained['run'] as string;
  await mkdir(gallery, { recursive: true });
  const file = `${preset}.png`;
  await studio(['sample', '--run', run, '--seed', seed, '--out', join(gallery, file), ...sheetOf(preset), '--json']);
  const judged = findPreset(preset).data.side === 28 ? await judge(run, seed) : null;
  return {
    preset,
    command: command.join(' '),
    sheet: file,
    step: trained['step'] as number,
    epoch: trained['epoch'] as number,
    seconds: trained['seconds'] as number,
    discriminatorLoss: trained['discriminatorLoss'] as number,
    generatorLoss: trained['generatorLoss'] as number,
    judged,
  };
}

/** A class a row where the preset learns by classes. */
function sheetOf(preset: string): readonly string[] {
  const { classes, data } = findPreset(preset);
  const scale = data.side === 28 ? '2' : '1';
  return classes === null
    ? ['--count', '64', '--columns', '8', '--scale', scale]
    : ['--classes', '--count', String(classes * 8), '--scale', scale];
}

async function judge(run: string, seed: string): Promise<Picture['judged']> {
  const result = await studio(['judge', '--run', run, '--count', String(judgeSamples), '--seed', seed, '--json']);
  return {
    coverage: result['coverage'] as number,
    confidentShare: result['confidentShare'] as number,
    frechetDistance: result['frechetDistance'] as number,
  };
}

async function studio(args: readonly string[]): Promise<Record<string, unknown>> {
  const outcome = await runStudio(args);
  if (outcome.code !== 0) throw new Error(`${args.join(' ')} ended with ${outcome.code}: ${outcome.stderr}`);
  return jsonResult(outcome);
}
