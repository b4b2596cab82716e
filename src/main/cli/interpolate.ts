import { extname, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { evenShares, latentPath, type PathKind } from '../../shared/latent-path';
import { drawLatents } from '../../shared/latents';
import { randomStreams } from '../../shared/random';
import type { Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import { startTensorFlow } from '../gan/tensorflow';
import { openCheckpoint } from '../runs/checkpoint';
import { writeInterpolation } from '../runs/interpolation-sheet';
import { checkClasses } from './asked-class';
import { drawFromLatents } from '../gan/draw-samples';
import { wholeNumber } from './number-option';
import { printNotice, printResult } from './output';

interface InterpolateOptions {
  readonly run: string;
  readonly step?: number;
  readonly steps: number;
  readonly seed: number;
  readonly out: string;
  readonly label?: number;
  readonly scale: number;
  readonly spherical: boolean;
  readonly json: boolean;
}

export function interpolateCommand(): Command {
  return new Command('interpolate')
    .description('Draw the way from one image to another, each image titled with its λ.')
    .requiredOption('--run <dir>', 'run folder')
    .option('--step <n>', 'checkpoint of this step; the newest good one if left out', wholeNumber(0, 1e9))
    .requiredOption('--steps <n>', 'images from λ = 0 to λ = 1', wholeNumber(2, 100))
    .requiredOption('--seed <s>', 'seed of both latents: those of the first two images of `sample`', seedNumber)
    .requiredOption('--out <file>', 'a .png picture of one row', pngFile)
    .option('--label <n>', 'class of all images, where the recipe learns by classes; 0 there', wholeNumber(0, 65_535))
    .option('--scale <n>', 'screen pixels an image pixel', wholeNumber(1, 32), 1)
    .option('--spherical', 'along the great circle instead of the straight line; for normal latents', false)
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

const seedNumber = wholeNumber(0, Number.MAX_SAFE_INTEGER);

function pngFile(text: string): string {
  if (extname(text).toLowerCase() !== '.png') throw new InvalidArgumentError('Allowed: a file name that ends in .png.');
  return resolve(text);
}

async function run(options: InterpolateOptions): Promise<void> {
  const { seed, scale, out, steps } = options;
  const folder = resolve(options.run);
  const { checkpoint, skipped } = await openCheckpoint(folder, options.step);
  for (const { file, reason } of skipped) printNotice(`Passed over the damaged checkpoint ${file}: ${reason}`);
  const { recipe, step } = checkpoint;
  const path: PathKind = options.spherical ? 'spherical' : 'linear';
  checkPath(recipe, path);
  const label = classOf(recipe, options.label);
  const shares = evenShares(steps);
  const latents = latentsBetween(recipe, seed, shares, path);
  const device = await startTensorFlow({ backend: 'tensorflow' });
  const labels = label === null ? {} : { labels: new Uint16Array(steps).fill(label) };
  const samples = drawFromLatents(checkpoint, { latents, count: steps, ...labels });
  await writeInterpolation(out, samples, { recipe, latentSeed: seed, shares, path, scale });
  const result = { out, run: folder, step, seed, path, shares, label, device: device.name };
  printResult(result, `${steps} images between two latents at step ${step}: ${out}`, options.json);
}

/** All images are of one class, so that only the latent changes. */
function classOf(recipe: Recipe, label: number | undefined): number | null {
  if (label === undefined) return recipe.classes === null ? null : 0;
  checkClasses(recipe, label);
  return label;
}

function checkPath({ preset, latent }: Recipe, path: PathKind): void {
  if (path === 'linear' || latent.distribution === 'normal') return;
  const message = `The latents of "${preset}" are ${latent.distribution}, not normal, so they lie on no sphere; leave --spherical out.`;
  throw new StudioError('invalid-request', message);
}

function latentsBetween({ latent }: Recipe, seed: number, shares: readonly number[], path: PathKind): Float32Array {
  const both = drawLatents(latent, { seed, stream: randomStreams.sampleLatents, step: 0 }, 2);
  return latentPath(both.subarray(0, latent.size), both.subarray(latent.size), shares, path);
}
