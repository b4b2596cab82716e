import { extname, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { formatShape } from '../../shared/tensor';
import type { DataSetReport } from '../../shared/own-data-sets';
import { inWords } from '../../shared/wording/worded';
import { inspectDataSet } from '../data/inspect';
import { writeContactSheet } from '../runs/contact-sheet';
import { dataCacheFolder } from '../runs/locations';
import { channelCount, wholeNumber } from './number-option';
import { printNotice, printResult, table } from './output';
import { packingLine } from './packing-line';
import { givenPreparation, preparationOptions, type PreparationGiven } from './preparation-options';
import { stopOnSignals } from './stop-on-signals';

interface InspectOptions extends PreparationGiven {
  readonly out?: string;
  readonly side: number;
  readonly channels: 1 | 3;
  readonly json: boolean;
}

export function datasetCommand(): Command {
  return new Command('dataset').description('Look at data sets.').addCommand(inspectCommand());
}

function inspectCommand(): Command {
  const command = new Command('inspect')
    .description('Tell how many images a data set has, of which sizes and classes; the first time they are packed.')
    .argument('<path>', 'mnist, fashion-mnist, or a folder or ZIP of pictures, an IDX, CSV, .npy or .npz file')
    .option('--out <file>', 'a .png sheet of a hundred images from all over the data set', pngFile)
    .option('--side <n>', 'side of the packed images in pixels', wholeNumber(8, 128), 64)
    .option('--channels <n>', 'of the packed images: 1 grey, 3 colour', channelCount, 3)
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
  for (const option of preparationOptions()) command.addOption(option);
  return command;
}

function pngFile(text: string): string {
  if (extname(text).toLowerCase() !== '.png') throw new InvalidArgumentError('Allowed: a file name that ends in .png.');
  return resolve(text);
}

async function run(given: string, { out, side, channels, json, ...preparation }: InspectOptions): Promise<void> {
  const stop = stopOnSignals('Stopping; nothing half packed stays. Once more ends at once.');
  try {
    const source = /^[\w-]+$/.test(given) ? given : resolve(given);
    const { report, sheet } = await inspectDataSet(source, {
      shape: { side, channels, ...givenPreparation(preparation) },
      cacheFolder: dataCacheFolder(),
      signal: stop.signal,
      onProgress: packingLine(),
    });
    if (out !== undefined) await writeContactSheet(out, sheet);
    for (const example of report.skipped.examples) printNotice(`Passed over: ${inWords(example, 'en')}`);
    printResult({ ...report, out: out ?? null }, asText(report, out), json);
  } finally {
    stop.release();
  }
}

function asText(report: DataSetReport, out: string | undefined): string {
  const { smallest, largest } = report.sizes;
  const [low, high] = [formatShape(smallest), formatShape(largest)];
  const classes = report.classes?.map(({ name, count }) => `${name}: ${count}`).join('  ') ?? 'no labels';
  const rows = [
    ['format', report.format],
    ['images', `${report.count}${report.testCount > 0 ? `, and ${report.testCount} for tests` : ''}`],
    ['passed over', String(report.skipped.count)],
    ['height x width', low === high ? low : `${low} to ${high}`],
    ['channels', report.channels === null ? 'those of each picture' : String(report.channels)],
    ['classes', classes],
    ...(out === undefined ? [] : [['sheet', out]]),
  ];
  return `${report.name} (${report.source})\n${table(rows)}`;
}
