import { extname, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { largestGap, largestScale, mostRows, type Figure, type FigureGrid } from '../../shared/figure';
import { exportFigure } from '../figures/export-figure';
import { openFigureRun } from '../figures/figure-run';
import { wholeNumber } from './number-option';
import { printNotice, printResult } from './output';
import { stopOnSignals } from './stop-on-signals';

/** What the commands that make figures have in common, as it was given. */
export interface GridOptions extends Omit<FigureGrid, 'scale'> {
  readonly scale: number;
}

/** @param grid how many rows and columns there are unless others are asked for */
export function addGridOptions(command: Command, grid: number): Command {
  return command
    .option('--rows <n>', 'rows of images', wholeNumber(1, mostRows), grid)
    .option('--columns <n>', 'images a row', wholeNumber(1, mostRows), grid)
    .option('--scale <n>', 'picture pixels an image pixel', wholeNumber(1, largestScale), 1)
    .option('--gap <n>', 'picture pixels between two images', wholeNumber(0, largestGap), 0)
    .option('--background <colour>', 'between and around the images, as #rrggbb', colour, '#000000');
}

export function dotsOption(): Option {
  return new Option('--dpi <n>', 'dots an inch on paper, for example 300; the file names none if left out').argParser(
    wholeNumber(36, 1200),
  );
}

export function seedOption(): Option {
  return new Option('--seed <s>', 'draw anew from a checkpoint with latents of this seed').argParser(
    wholeNumber(0, Number.MAX_SAFE_INTEGER),
  );
}

export interface WeightOptions {
  readonly run: string;
  readonly raw?: boolean;
  readonly ema?: boolean;
}

/** Those asked for; else those that the run draws its sheets with. */
export async function weightsOf({ run, raw, ema }: WeightOptions): Promise<'raw' | 'ema'> {
  if (raw) return 'raw';
  if (ema) return 'ema';
  const { recipe } = await openFigureRun(resolve(run));
  return recipe.ema === null ? 'raw' : 'ema';
}

function colour(text: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(text)) throw new InvalidArgumentError('Allowed: a colour like #1a2b3c.');
  return text.toLowerCase();
}

/** A file by its ending. */
export function outputFile(...endings: readonly string[]): (text: string) => string {
  return (text) => {
    if (endings.includes(extname(text).toLowerCase())) return resolve(text);
    throw new InvalidArgumentError(`Allowed: a file name that ends in ${endings.join(' or ')}.`);
  };
}

export interface FigureCommand {
  /** Folder. */
  readonly run: string;
  readonly out: string;
  readonly json: boolean;
}

/**
 * Makes a figure and tells what came of it. Ctrl+C ends it, and nothing half written stays.
 *
 * @param more goes into the JSON result as well
 */
export async function runFigure(
  { run, out, json }: FigureCommand,
  figure: Figure,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { signal, release } = stopOnSignals('Stopping; nothing half written stays. Press Ctrl+C again to end at once.');
  let shownAt = performance.now();
  try {
    const opened = await openFigureRun(resolve(run));
    const onProgress = ({ done, total }: { readonly done: number; readonly total: number }): void => {
      if (performance.now() - shownAt < 2_000) return;
      shownAt = performance.now();
      printNotice(`${done} of ${total}`);
    };
    const { notices, ...written } = await exportFigure(opened, figure, out, { signal, onProgress });
    for (const notice of notices) printNotice(notice);
    const { size, millimetres, bytes, parts } = written;
    const facts = [
      ...(size ? [`${size.width} x ${size.height} pixels`] : []),
      ...(millimetres ? [`${millimetres.width} x ${millimetres.height} mm`] : []),
      ...(parts > 1 ? [`${parts} ${figure.kind === 'curves' ? 'rows' : 'pictures'}`] : []),
      `${bytes} bytes`,
    ];
    printResult(
      { out, run: opened.folder, kind: figure.kind, ...more, ...written, notices },
      `${out}: ${facts.join(', ')}`,
      json,
    );
  } finally {
    release();
  }
}
