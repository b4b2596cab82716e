import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { mostStations, type FigureOf } from '../../shared/figure';
import type { PathKind } from '../../shared/latent-path';
import { readLatentText } from '../../shared/latent-text';
import type { Recipe } from '../../shared/recipe';
import { failure } from '../../shared/result';
import { openFigureRun } from '../figures/figure-run';
import { animationFile, framesPerSecond } from './animate';
import { runFigure, weightsOf, type FigureCommand } from './figure-options';
import { wholeNumber } from './number-option';
import { terminalError } from './terminal-error';

interface TourOptions extends FigureCommand {
  readonly latents: readonly string[];
  readonly step?: number;
  readonly steps: number;
  readonly scale: number;
  readonly spherical: boolean;
  readonly raw?: boolean;
  readonly ema?: boolean;
  readonly batchStatistics: boolean;
  readonly fps: number;
  readonly once: boolean;
}

export function tourCommand(): Command {
  return new Command('tour')
    .description('Draw the way through latents of your own as an animation, as Explore walks it.')
    .requiredOption('--run <dir>', 'run folder')
    .requiredOption('--latents <file...>', `two to ${mostStations} files, each a latent as Explore copies it`)
    .requiredOption('--out <file>', 'a .gif file, or .png or .apng for an animated PNG', animationFile)
    .option('--step <n>', 'checkpoint of this step; the newest good one if left out', wholeNumber(0, 1e9))
    .option('--steps <n>', 'images one way, about: as many between each two latents', wholeNumber(2, 1000), 97)
    .option('--scale <n>', 'picture pixels an image pixel', wholeNumber(1, 16), 4)
    .option('--spherical', 'along the great circle instead of the straight line; for normal latents', false)
    .addOption(new Option('--raw', 'the weights that training has just made').conflicts('ema'))
    .option('--ema', 'their moving average; the default where the recipe keeps one')
    .option('--batch-statistics', 'batch norm by the statistics of 64 images, as in training', false)
    .option('--fps <n>', 'images a second, 0.5 to 50', framesPerSecond, 20)
    .option('--once', 'without the way back', false)
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

async function run(options: TourOptions): Promise<void> {
  const { latents, out, step = null, steps, scale, fps, once } = options;
  if (latents.length < 2 || latents.length > mostStations) {
    throw terminalError('invalid-request', `${latents.length} latents were named; a way takes 2 to ${mostStations}.`);
  }
  const { recipe } = await openFigureRun(resolve(options.run));
  const path: PathKind = options.spherical ? 'spherical' : 'linear';
  const stations = await Promise.all(latents.map((file) => readStation(resolve(file), recipe)));
  const figure: FigureOf<'tour'> = {
    ...{ kind: 'tour', format: extname(out).toLowerCase() === '.gif' ? 'gif' : 'apng', framesPerSecond: fps },
    ...{ step, weights: await weightsOf(options), batchNorm: options.batchStatistics ? 'batch' : 'running' },
    ...{ path, stations, frames: steps, returns: !once, scale },
  };
  await runFigure(options, figure, { path, latents });
}

async function readStation(file: string, recipe: Recipe): Promise<FigureOf<'tour'>['stations'][number]> {
  const { size } = recipe.latent;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw terminalError('file-unreadable', `${file} cannot be read: ${failure(cause).message}`, { cause });
  });
  const read = readLatentText(text, size, recipe.classes);
  if (!read) {
    const message = `${file} holds no latent of ${size} numbers. Copy one in Explore, or write a JSON list of as many.`;
    throw terminalError('file-unreadable', message);
  }
  return { latent: [...read.latent], label: read.label };
}
