import { extname } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { addGridOptions, outputFile, runFigure, type FigureCommand, type GridOptions } from './figure-options';
import { wholeNumber } from './number-option';

interface AnimateOptions extends FigureCommand, GridOptions {
  readonly from?: number;
  readonly to?: number;
  readonly every: number;
  readonly fps: number;
  readonly hold: number;
  readonly label: boolean;
}

export function animateCommand(): Command {
  const command = new Command('animate')
    .description('Write the stored sheets of a run as an animation.')
    .requiredOption('--run <dir>', 'run folder')
    .requiredOption('--out <file>', 'a .gif file, or .png or .apng for an animated PNG', animationFile)
    .option('--from <n>', 'first step', wholeNumber(0, 1e9))
    .option('--to <n>', 'last step', wholeNumber(0, 1e9))
    .option('--every <n>', 'each n-th sheet, and the last', wholeNumber(1, 100_000), 1)
    .option('--fps <n>', 'sheets a second, 0.5 to 50', framesPerSecond, 10)
    .option('--hold <n>', 'seconds that the last sheet stands', wholeNumber(0, 60), 2)
    .option('--no-label', 'without the step below');
  return addGridOptions(command, 8)
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

export const animationFile = outputFile('.png', '.gif', '.apng');

export function framesPerSecond(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0.5 && value <= 50) return value;
  throw new InvalidArgumentError('Allowed: a number from 0.5 to 50.');
}

async function run(options: AnimateOptions): Promise<void> {
  const { out, from = null, to = null, every, fps, hold, label, rows, columns, scale, gap, background } = options;
  await runFigure(options, {
    kind: 'training',
    format: extname(out).toLowerCase() === '.gif' ? 'gif' : 'apng',
    framesPerSecond: fps,
    from,
    to,
    every,
    hold,
    stepLabel: label,
    ...{ rows, columns, scale, gap, background },
  });
}
