import { extname, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { exportFormats, type ExportFormat, type GeneratorWeights } from '../../shared/export-format';
import { exportRun } from '../export/export-run';
import { wholeNumber } from './number-option';
import { printNotice, printResult } from './output';

interface ExportOptions {
  readonly run: string;
  readonly step?: number;
  readonly format: ExportFormat;
  readonly out: string;
  readonly raw?: boolean;
  readonly ema?: boolean;
  readonly code?: string;
  readonly json: boolean;
}

export function exportCommand(): Command {
  return new Command('export')
    .description('Write the generator of a run for other programs, or the whole run as a ZIP.')
    .requiredOption('--run <dir>', 'run folder')
    .option('--step <n>', 'checkpoint of this step; the newest good one if left out', wholeNumber(0, 1e9))
    .addOption(
      new Option('--format <name>', 'what to write; docs/formats.md tells what is in each')
        .choices(exportFormats)
        .makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'the file to write; for tfjs a folder that does not exist yet', (path) =>
      resolve(path),
    )
    .addOption(new Option('--raw', 'the weights that training has just made').conflicts('ema'))
    .option('--ema', 'their moving average; the default where the recipe keeps one')
    .option('--code <file>', 'a .py file as well, with a PyTorch module for the numbers', pythonFile)
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

function pythonFile(text: string): string {
  if (extname(text) !== '.py') throw new InvalidArgumentError('Allowed: a file name that ends in .py.');
  return resolve(text);
}

async function run({ run: folder, step, format, out, raw, ema, code, json }: ExportOptions): Promise<void> {
  const runFolder = resolve(folder);
  const asked: GeneratorWeights | undefined = raw ? 'raw' : ema ? 'ema' : undefined;
  const weightsAsked = asked === undefined ? {} : { weights: asked };
  const codeAsked = code === undefined ? {} : { codePath: code };
  const exported = await exportRun({
    runFolder,
    format,
    step: step ?? null,
    path: out,
    ...weightsAsked,
    ...codeAsked,
  });
  for (const sentence of exported.notices) printNotice(sentence);
  const result = { out, run: runFolder, format, step: exported.step, weights: exported.weights, ...(code && { code }) };
  const what = exported.step === null ? 'The whole run' : `The generator of step ${exported.step}`;
  const withCode = code === undefined ? '' : `, and a module for it: ${code}`;
  printResult(result, `${what} as ${format}: ${out}${withCode}`, json);
}
