import { extname } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { FigureOf } from '../../shared/figure';
import { dotsOption, outputFile, runFigure, type FigureCommand } from './figure-options';
import { wholeNumber } from './number-option';

type Curves = FigureOf<'curves'>;

interface CurvesOptions extends FigureCommand {
  readonly panels: Curves['panels'];
  readonly axis: Curves['axis'];
  readonly log: boolean;
  readonly smooth: number;
  readonly scale: number;
  readonly dpi?: number;
}

const panels = ['losses', 'beliefs', 'gradients'] as const;

export function curvesCommand(): Command {
  return new Command('curves')
    .description('Write the curves of a run as a picture, or all its steps as CSV.')
    .requiredOption('--run <dir>', 'run folder')
    .requiredOption('--out <file>', 'a .png, .svg or .csv file', outputFile('.png', '.svg', '.csv'))
    .addOption(
      new Option('--panels <name...>', 'which curves a picture shows').choices(panels).default(['losses', 'beliefs']),
    )
    .addOption(new Option('--axis <name>', 'what runs to the right').choices(['step', 'epoch', 'time']).default('step'))
    .option('--log', 'losses and gradients on a logarithmic axis', false)
    .option('--smooth <share>', 'mean of this share of all points to each side, 0 to 0.2', smoothing, 0.02)
    .option('--scale <n>', 'of a .png: pixels a point of the drawing', wholeNumber(1, 8), 2)
    .addOption(dotsOption())
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

function smoothing(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 0.2) return value;
  throw new InvalidArgumentError('Allowed: a number from 0 to 0.2.');
}

async function run(options: CurvesOptions): Promise<void> {
  const ending = extname(options.out).toLowerCase();
  await runFigure(options, {
    kind: 'curves',
    format: ending === '.csv' ? 'csv' : ending === '.svg' ? 'svg' : 'png',
    panels: options.panels,
    axis: options.axis,
    logarithmic: options.log,
    smoothing: options.smooth,
    scale: options.scale,
    dots: options.dpi ?? null,
  });
}
