import { Command, InvalidArgumentError, Option } from 'commander';
import { mostStages } from '../../shared/figure';
import {
  addGridOptions,
  dotsOption,
  outputFile,
  runFigure,
  type FigureCommand,
  type GridOptions,
} from './figure-options';
import { terminalError } from './terminal-error';

interface StagesOptions extends FigureCommand, GridOptions {
  readonly epochs?: readonly number[];
  readonly steps?: readonly number[];
  readonly dpi?: number;
}

export function stagesCommand(): Command {
  const command = new Command('stages')
    .description('Write one picture of several moments of a run side by side, each under its epoch or step.')
    .requiredOption('--run <dir>', 'run folder')
    .requiredOption('--out <file>', 'a .png file', outputFile('.png'))
    .addOption(
      new Option('--epochs <list>', 'moments by epoch, for example 5,25,50; the nearest stored sheets')
        .argParser(numberList)
        .conflicts('steps'),
    )
    .option('--steps <list>', 'moments by step, for example 600,3000', numberList);
  return addGridOptions(command, 5)
    .addOption(dotsOption())
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

function numberList(text: string): readonly number[] {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const isGood = numbers.length <= mostStages && numbers.every((number) => number >= 0 && number <= 1e9);
  if (!isGood) throw new InvalidArgumentError(`Allowed: 1 to ${mostStages} numbers with commas between them.`);
  return numbers;
}

async function run(options: StagesOptions): Promise<void> {
  const { epochs, steps, rows, columns, scale, gap, background } = options;
  const at = epochs ?? steps;
  if (!at) throw terminalError('invalid-request', 'Name the moments with --epochs or --steps.');
  const grid = { rows, columns, scale, gap, background, dots: options.dpi ?? null };
  await runFigure(options, { kind: 'stages', unit: epochs ? 'epochs' : 'steps', at, ...grid });
}
