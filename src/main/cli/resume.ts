import { resolve } from 'node:path';
import { Command } from 'commander';
import type { Device } from '../../shared/run';
import { checkRunFolder } from '../runs/read-failure';
import { readRecipe } from '../runs/run-record';
import { resume } from '../trainer/resume';
import { backendOption } from './backend-option';
import { wholeNumber } from './number-option';
import { trainOnTerminal } from './train-on-terminal';

interface ResumeOptions {
  readonly run: string;
  readonly steps?: number;
  readonly backend: Device['backend'];
  readonly json: boolean;
}

export function resumeCommand(): Command {
  return new Command('resume')
    .description('Go on with a run from its newest good checkpoint.')
    .requiredOption('--run <dir>', 'run folder')
    .option(
      '--steps <n>',
      "where it ends, counted from the run's first step; as its recipe says if left out",
      wholeNumber(1, 1e8),
    )
    .addOption(backendOption())
    .option('--json', 'one JSON line with the result on standard output', false)
    .addHelpText(
      'after',
      '\nOn the same machine and programs the run ends bit for bit as if it had never stopped; elsewhere it says that it may not.',
    )
    .action(run);
}

async function run({ run: given, steps, backend, json }: ResumeOptions): Promise<void> {
  const folder = resolve(given);
  await checkRunFolder(folder);
  const { preset, schedule } = await readRecipe(folder);
  const length = steps === undefined ? schedule.length : ({ unit: 'steps', amount: steps } as const);
  await trainOnTerminal({ preset, length, json }, (observer, stop) =>
    resume({ folder, steps: steps ?? null, backend }, observer, stop),
  );
}
