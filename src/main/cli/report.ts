import { Command, Option } from 'commander';
import type { FigureOf } from '../../shared/figure';
import { outputFile, runFigure, type FigureCommand } from './figure-options';

interface ReportOptions extends FigureCommand {
  readonly language: FigureOf<'report'>['language'];
}

export function reportCommand(): Command {
  return new Command('report')
    .description('Write a page that tells of a run: recipe, curves, sheets and machine, in one file.')
    .requiredOption('--run <dir>', 'run folder')
    .requiredOption('--out <file>', 'a .html file', outputFile('.html'))
    .addOption(new Option('--language <name>', 'of its words').choices(['en', 'zh-CN']).default('en'))
    .option('--json', 'one JSON line with the result on standard output', false)
    .action((options: ReportOptions) => runFigure(options, { kind: 'report', language: options.language }));
}
