import { resolve } from 'node:path';
import { Command } from 'commander';
import type { RunSummary } from '../../shared/run';
import { listRuns } from '../runs/list-runs';
import { defaultRunsFolder } from '../runs/locations';
import { formatDuration } from './duration';
import { printNotice, printResult, table } from './output';

export function runsCommand(): Command {
  return new Command('runs')
    .description('List the runs, newest first.')
    .option('--runs <dir>', 'folder that holds the runs', defaultRunsFolder())
    .option('--json', 'as JSON on standard output', false)
    .action(async (options: { readonly runs: string; readonly json: boolean }) => {
      const folder = resolve(options.runs);
      const { runs, unreadable } = await listRuns(folder);
      for (const { message } of unreadable) printNotice(message);
      const text = runs.length === 0 ? `There are no runs in ${folder} yet.` : table([header, ...runs.map(row)]);
      printResult({ folder, runs, unreadable }, text, options.json);
    });
}

const header = ['run', 'preset', 'data', 'state', 'step', 'epoch', 'time', 'steps/s'];

function row(run: RunSummary): readonly string[] {
  const { id, preset, dataSetName, state, step, epoch, seconds, stepsPerSecond } = run;
  const numbers = [String(step), epoch.toFixed(2), formatDuration(seconds), stepsPerSecond.toFixed(1)];
  return [id, preset, dataSetName, state, ...numbers];
}
