import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Imported } from '../../shared/recognised';
import type { Device } from '../../shared/run';
import { importFile } from '../import/import-file';
import { recognise } from '../import/recognise';
import { defaultRunsFolder } from '../runs/locations';
import { backendOption } from './backend-option';
import { describeRecognised } from './describe-recognised';
import { printNotice, printResult } from './output';
import { inWords } from '../../shared/wording/worded';

interface ImportOptions {
  readonly runs: string;
  readonly preset?: string;
  readonly look: boolean;
  readonly backend: Device['backend'];
  readonly json: boolean;
}

export function importCommand(): Command {
  return new Command('import')
    .description('Make a run of a checkpoint, a run folder or ZIP, weights of another program, a recipe or a sheet.')
    .argument('<file>', 'file or folder; what it is its content says, never its ending')
    .option('--runs <dir>', 'folder that gets the run', defaultRunsFolder())
    .option('--preset <name>', 'which one, where the weights can be read in several ways')
    .option('--look', 'only tell what it is and what it fits; nothing is written', false)
    .addOption(backendOption())
    .option('--json', 'one JSON line with the result on standard output', false)
    .addHelpText(
      'after',
      '\nThe run can be sampled (sample), measured (judge) and trained on (resume). docs/formats.md tells what is read.',
    )
    .action(run);
}

async function run(file: string, options: ImportOptions): Promise<void> {
  const runsFolder = resolve(options.runs);
  if (options.look) {
    const found = await recognise(file, runsFolder);
    printResult(found, describeRecognised(found), options.json);
    return;
  }
  const { backend, preset = null } = options;
  const imported = await importFile({ path: file, runsFolder, candidate: preset, backend });
  const notices = imported.notices.map((notice) => inWords(notice, 'en'));
  for (const notice of notices) printNotice(notice);
  printResult({ ...imported, notices, run: imported.folder }, outcome(imported), options.json);
}

function outcome({ folder, created }: Imported): string {
  return created ? `Imported: ${folder}` : `It belongs to a run that is there already: ${folder}`;
}
