import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { listCheckpoints, pinCheckpoint } from '../runs/pins';
import { wholeNumber } from './number-option';
import { printResult, table } from './output';

interface CheckpointsOptions {
  readonly run: string;
  readonly pin?: number;
  readonly unpin?: number;
  readonly json: boolean;
}

export function checkpointsCommand(): Command {
  return new Command('checkpoints')
    .description('List the checkpoints of a run; pin those that shall be kept whatever comes after them.')
    .requiredOption('--run <dir>', 'run folder')
    .addOption(new Option('--pin <n>', 'keep the checkpoint of this step').argParser(wholeNumber(0, 1e9)))
    .addOption(new Option('--unpin <n>', 'no longer keep it').argParser(wholeNumber(0, 1e9)))
    .option('--json', 'one JSON line with the result on standard output', false)
    .action(run);
}

async function run({ run: given, pin, unpin, json }: CheckpointsOptions): Promise<void> {
  const folder = resolve(given);
  if (pin !== undefined) await pinCheckpoint(folder, pin, true);
  if (unpin !== undefined) await pinCheckpoint(folder, unpin, false);
  const checkpoints = await listCheckpoints(folder);
  const rows = checkpoints.map(({ step, size, pinned }) => [
    `step ${step}`,
    `${(size / 1_000_000).toFixed(1)} MB${pinned ? ', pinned' : ''}`,
  ]);
  const text = rows.length === 0 ? 'This run has no checkpoint yet.' : table(rows);
  printResult({ run: folder, checkpoints }, text, json);
}
