import { extname, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Recipe } from '../../shared/recipe';
import { startTensorFlow } from '../gan/tensorflow';
import { openCheckpoint } from '../runs/checkpoint';
import { writeSamplesArray, writeSheet } from '../runs/export-sheet';
import { checkClasses } from '../../shared/asked-class';
import { worded } from '../../shared/wording/worded';
import { drawSamples } from '../gan/draw-samples';
import { wholeNumber } from './number-option';
import { printNotice, printResult } from './output';
import { terminalError } from './terminal-error';

interface SampleOptions {
  readonly run: string;
  readonly step?: number;
  readonly count: number;
  readonly seed: number;
  readonly out: string;
  readonly columns?: number;
  readonly label?: number;
  readonly classes?: boolean;
  readonly scale: number;
  readonly json: boolean;
}

export function sampleCommand(): Command {
  return new Command('sample')
    .description('Draw new images from a checkpoint of a run.')
    .requiredOption('--run <dir>', 'run folder')
    .option('--step <n>', 'checkpoint of this step; the newest good one if left out', wholeNumber(0, 1e9))
    .requiredOption('--count <n>', 'number of images', wholeNumber(1, 100_000))
    .requiredOption('--seed <s>', 'seed of the latents', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .requiredOption('--out <file>', 'a .png sheet, or .npy with uint8 [N, H, W, C]', outputFile)
    .option('--columns <n>', 'images a row of the sheet; a square if left out', wholeNumber(1, 1000))
    .addOption(
      new Option('--label <n>', 'only images of this class, where the recipe learns by classes')
        .argParser(wholeNumber(0, 65_535))
        .conflicts('classes'),
    )
    .option('--classes', 'a class a row; --count must be a multiple of their number')
    .option('--scale <n>', 'screen pixels an image pixel', wholeNumber(1, 32), 1)
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

function outputFile(text: string): string {
  if (!['.png', '.npy'].includes(extname(text).toLowerCase())) {
    throw new InvalidArgumentError('Allowed: a file name that ends in .png or .npy.');
  }
  return resolve(text);
}

async function run(options: SampleOptions): Promise<void> {
  const folder = resolve(options.run);
  const { checkpoint, skipped } = await openCheckpoint(folder, options.step);
  for (const { file, reason } of skipped) printNotice(worded('checkpoint.passedOver', { file, reason }));
  const labels = labelsOf(checkpoint.recipe, options);
  const device = await startTensorFlow({ backend: 'tensorflow' });
  const samples = drawSamples(checkpoint, { ...options, ...(labels && { labels }) });
  if (extname(options.out).toLowerCase() === '.npy') {
    await writeSamplesArray(options.out, samples);
  } else {
    const { recipe } = checkpoint;
    const columns = options.columns ?? usualColumns(recipe, options);
    await writeSheet(options.out, samples, { columns, scale: options.scale, recipe, latentSeed: options.seed });
  }
  const result = { out: options.out, run: folder, step: checkpoint.step, count: options.count, device: device.name };
  printResult(result, `${options.count} images of step ${checkpoint.step}: ${options.out}`, options.json);
}

/** A square, or a class a row. */
function usualColumns({ classes }: Recipe, options: SampleOptions): number {
  return options.classes && classes !== null ? options.count / classes : Math.ceil(Math.sqrt(options.count));
}

/** The classes asked for; undefined where none are: then all in turn. */
function labelsOf(recipe: Recipe, { label, count, classes: byClass }: SampleOptions): Uint16Array | undefined {
  if (label === undefined && !byClass) return undefined;
  const classes = checkClasses(recipe, label);
  if (label !== undefined) return new Uint16Array(count).fill(label);
  if (count % classes !== 0) {
    const message = `--classes draws as many images of each class: --count ${count} is no multiple of ${classes}.`;
    throw terminalError('invalid-request', message);
  }
  return Uint16Array.from({ length: count }, (_, index) => Math.floor((index * classes) / count));
}
