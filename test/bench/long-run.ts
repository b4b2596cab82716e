import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRun } from '../../src/main/runs/create-run';
import { encodeSheet } from '../../src/main/runs/export-sheet';
import { runLayout, sheetFile } from '../../src/main/runs/run-layout';
import { quickDigits } from '../../src/shared/presets/quick-digits';
import type { RunId, Samples, StepMetrics } from '../../src/shared/run';
import { newRun } from '../new-run';

/** Lines that are written at once. */
const piece = 10_000;

export interface LongRun {
  readonly id: RunId;
  readonly folder: string;
}

/** The folder of a finished run of so many steps, a line for each, and so many sheets, each another one. */
export async function makeLongRun(runsFolder: string, steps: number, sheets: number): Promise<LongRun> {
  mkdirSync(runsFolder, { recursive: true });
  const everySteps = steps / sheets;
  const recipe = { ...quickDigits, samples: { ...quickDigits.samples, everySteps } };
  const writer = await createRun(newRun(runsFolder, { recipe, plannedSteps: steps }));
  for (let first = 1; first <= steps; first += piece) {
    await writer.appendMetrics(
      Array.from({ length: Math.min(piece, steps - first + 1) }, (_, at) => lineOf(first + at)),
    );
  }
  mkdirSync(join(writer.folder, runLayout.samples), { recursive: true });
  const layout = { columns: 10, scale: 1, recipe, latentSeed: recipe.seed };
  for (let sheet = 0; sheet <= sheets; sheet++) {
    const step = sheet * everySteps;
    writeFileSync(sheetFile(writer.folder, step), encodeSheet(sheetOf(step, sheet), layout));
  }
  const newest = lineOf(steps);
  const { epoch, seconds } = newest;
  await writer.update({ step: steps, epoch, seconds, stepsPerSecond: steps / seconds, latestMetrics: newest });
  await writer.finish('finished', null);
  return { id: writer.id, folder: writer.folder };
}

/** Curves that fall and shake as losses do; the generator rests in every fourth step. */
export function lineOf(step: number): StepMetrics {
  const shake = Math.sin(step * 12.9898) * 0.2;
  const fall = Math.exp(-step / 300_000);
  return {
    step,
    epoch: step / 1875,
    seconds: step / 30,
    discriminatorLoss: 0.9 + 0.4 * fall + shake,
    ...(step % 4 === 0 ? {} : { generatorLoss: 1.1 + 2 * fall - shake, generatorGradientNorm: 0.8 + shake }),
    realProbability: 0.6 + 0.3 * fall + shake / 4,
    fakeProbability: 0.4 - 0.3 * fall - shake / 4,
    discriminatorGradientNorm: 1 + fall + shake,
  };
}

function sheetOf(step: number, seed: number): Samples {
  const pixels = new Uint8Array(100 * 28 * 28);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 31 * (seed + 1)) >> 6;
  return { step, shape: [100, 28, 28, 1], pixels };
}
