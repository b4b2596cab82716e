import { extname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { FigureLabels, FigureOf } from '../../shared/figure';
import {
  addGridOptions,
  dotsOption,
  runFigure,
  seedOption,
  weightsOf,
  type FigureCommand,
  type GridOptions,
} from './figure-options';
import { wholeNumber } from './number-option';
import { terminalError } from './terminal-error';

interface SheetOptions extends FigureCommand, GridOptions {
  readonly step?: number;
  readonly seed?: number;
  readonly raw?: boolean;
  readonly ema?: boolean;
  readonly labels: FigureLabels['parts'];
  readonly labelPlace: FigureLabels['place'];
  readonly classes: boolean;
  readonly each: boolean;
  readonly real: boolean;
  readonly dpi?: number;
}

const parts = ['class', 'seed', 'step'] as const;

export function sheetCommand(): Command {
  const command = new Command('sheet')
    .description('Write a PNG sheet of a run: its stored one, images drawn anew, or the real ones.')
    .requiredOption('--run <dir>', 'run folder')
    .requiredOption('--out <file>', 'a .png file; with --each a folder that does not exist yet', (path) =>
      resolve(path),
    )
    .option(
      '--step <n>',
      'of this step; the newest if left out. A stored sheet, or with --seed, --raw or --ema a checkpoint',
      stepNumber,
    )
    .addOption(seedOption())
    .addOption(
      new Option(
        '--raw',
        "draw anew with the weights that training has just made; without --seed with the run's own latents",
      ).conflicts('ema'),
    )
    .option('--ema', 'as --raw, with their moving average; with --seed the default where the recipe keeps one');
  return addGridOptions(command, 8)
    .addOption(new Option('--labels <part...>', 'what stands in words at the images').choices(parts).default([]))
    .addOption(new Option('--label-place <place>', 'where it stands').choices(['below', 'beside']).default('below'))
    .option('--classes', 'a class a row, where the recipe learns by classes', false)
    .option('--each', 'a file for each image, in a folder', false)
    .addOption(
      new Option('--real', 'the training images instead').default(false).conflicts(['seed', 'step', 'classes', 'each']),
    )
    .addOption(dotsOption())
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

const stepNumber = wholeNumber(0, 1e9);

async function run(options: SheetOptions): Promise<void> {
  const { out, each, rows, columns, scale, gap, background } = options;
  if (!each && extname(out).toLowerCase() !== '.png') {
    throw terminalError('invalid-request', `${out} is no name of a PNG file; let it end in .png.`);
  }
  const labels = { parts: options.labels, place: options.labelPlace };
  const common = { rows, columns, scale, gap, background, labels, dots: options.dpi ?? null };
  if (options.real) return runFigure(options, { kind: 'realImages', ...common });
  const source = await sourceOf(options);
  return runFigure(options, { kind: 'sheet', source, ...common, classRows: options.classes, each });
}

async function sourceOf(options: SheetOptions): Promise<FigureOf<'sheet'>['source']> {
  const { seed, step = null, raw, ema } = options;
  if (seed === undefined && !raw && !ema) return { from: 'stored', step };
  const weights = await weightsOf(options);
  return seed === undefined ? { from: 'redrawn', step, weights } : { from: 'drawn', step, seed, weights };
}
