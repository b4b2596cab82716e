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
      for (const { notesProblem } of runs) if (notesProblem !== null) printNotice(notesProblem);
      const text = runs.length === 0 ? `There are no runs in ${folder} yet.` : table([header, ...runs.map(row)]);
      printResult({ folder, runs, unreadable }, text, options.json);
    });
}

const header = ['run', '★', 'name', 'preset', 'data', 'state', 'step', 'epoch', 'time', 'steps/s', 'tags'];

function row(run: RunSummary): readonly string[] {
  const { id, preset, dataSetName, state, step, epoch, seconds, stepsPerSecond, notes } = run;
  const numbers = [String(step), epoch.toFixed(2), formatDuration(seconds), stepsPerSecond.toFixed(1)];
  return [id, notes.star ? '★' : '', notes.name, preset, dataSetName, state, ...numbers, notes.tags.join(', ')];
}
