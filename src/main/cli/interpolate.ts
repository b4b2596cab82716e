import { extname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { evenShares, type PathKind } from '../../shared/latent-path';
import { openFigureRun } from '../figures/figure-run';
import { animationFile, framesPerSecond } from './animate';
import { dotsOption, runFigure, weightsOf, type FigureCommand } from './figure-options';
import { wholeNumber } from './number-option';

interface InterpolateOptions extends FigureCommand {
  readonly step?: number;
  readonly steps: number;
  readonly seed: number;
  readonly label?: number;
  readonly scale: number;
  readonly spherical: boolean;
  readonly raw?: boolean;
  readonly ema?: boolean;
  readonly dpi?: number;
  readonly cells: number;
  readonly fps: number;
  readonly once: boolean;
}

export function interpolateCommand(): Command {
  return new Command('interpolate')
    .description('Draw the way from one image to another: each image titled with its λ, or as an animation.')
    .requiredOption('--run <dir>', 'run folder')
    .option('--step <n>', 'checkpoint of this step; the newest good one if left out', wholeNumber(0, 1e9))
    .requiredOption('--steps <n>', 'images from λ = 0 to λ = 1', wholeNumber(2, 1000))
    .requiredOption('--seed <s>', 'seed of both latents: those of the first two images of `sample`', seedNumber)
    .requiredOption('--out <file>', 'a .png picture of one row; .gif or .apng for an animation', animationFile)
    .option('--label <n>', 'class of all images, where the recipe learns by classes; 0 there', wholeNumber(0, 65_535))
    .option('--scale <n>', 'screen pixels an image pixel', wholeNumber(1, 32), 1)
    .option('--spherical', 'along the great circle instead of the straight line; for normal latents', false)
    .addOption(new Option('--raw', 'the weights that training has just made').conflicts('ema'))
    .option('--ema', 'their moving average; the default where the recipe keeps one')
    .addOption(dotsOption())
    .option('--cells <n>', 'of an animation: rows and columns of images, each on its own way', wholeNumber(1, 64), 1)
    .option('--fps <n>', 'of an animation: images a second, 0.5 to 50', framesPerSecond, 20)
    .option('--once', 'an animation that does not go back', false)
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

const seedNumber = wholeNumber(0, Number.MAX_SAFE_INTEGER);

async function run(options: InterpolateOptions): Promise<void> {
  const { steps, seed, scale, step = null } = options;
  const { recipe } = await openFigureRun(resolve(options.run));
  const label = options.label ?? (recipe.classes === null ? null : 0);
  const path: PathKind = options.spherical ? 'spherical' : 'linear';
  const way = { step, seed, label, path, weights: await weightsOf(options) };
  const asked = { seed, path, shares: evenShares(steps), label };
  const ending = extname(options.out).toLowerCase();
  if (ending === '.png') {
    await runFigure(options, { kind: 'interpolation', ...way, images: steps, scale, dots: options.dpi ?? null }, asked);
    return;
  }
  const grid = { rows: options.cells, columns: options.cells, scale, gap: 0, background: '#000000' };
  const format = ending === '.gif' ? 'gif' : 'apng';
  const motion = { format, framesPerSecond: options.fps, frames: steps, returns: !options.once } as const;
  await runFigure(options, { kind: 'walk', ...motion, ...way, ...grid }, asked);
}
