import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { overrideRecipe } from '../../shared/recipe-override';
import type { Device } from '../../shared/run';
import { openCheckpoint } from '../runs/checkpoint';
import { defaultRunsFolder } from '../runs/locations';
import { branch } from '../trainer/branch';
import { backendOption } from './backend-option';
import { requestedLength } from './length-options';
import { positiveNumber, wholeNumber } from './number-option';
import { trainOnTerminal } from './train-on-terminal';

interface BranchOptions {
  readonly run: string;
  readonly step?: number;
  readonly steps?: number;
  readonly epochs?: number;
  readonly minutes?: number;
  readonly runs: string;
  readonly set: readonly string[];
  readonly backend: Device['backend'];
  readonly tensorboard: boolean;
  readonly json: boolean;
}

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

export function branchCommand(): Command {
  return new Command('branch')
    .description('Train a run of its own from a checkpoint of another, longer or with changed settings.')
    .requiredOption('--run <dir>', 'run folder to go on from; it stays as it is')
    .option('--step <n>', 'checkpoint of this step; the newest good one if left out', wholeNumber(0, 1e9))
    .addOption(
      new Option('--steps <n>', "where it ends, counted from the other run's first step")
        .argParser(wholeNumber(1, 1e8))
        .conflicts(['epochs', 'minutes']),
    )
    .addOption(new Option('--epochs <n>', 'the same in epochs').argParser(positiveNumber).conflicts(['minutes']))
    .addOption(new Option('--minutes <m>', 'length of this run in minutes of training').argParser(positiveNumber))
    .option('--runs <dir>', 'folder that gets the run', defaultRunsFolder())
    .option('--set <path=value>', 'any setting of the recipe, repeatable', collect, [])
    .addOption(backendOption())
    .option('--tensorboard', 'write TensorBoard event files into the run folder as well', false)
    .option('--json', 'one JSON line with the result on standard output', false)
    .addHelpText('after', '\nWeights that the changed networks have no place for begin anew, and it says which.')
    .action(run);
}

async function run(options: BranchOptions): Promise<void> {
  const parentFolder = resolve(options.run);
  const { checkpoint } = await openCheckpoint(parentFolder, options.step);
  const { schedule } = checkpoint.recipe;
  const length = requestedLength(options) ?? schedule.length;
  const recipe = overrideRecipe({ ...checkpoint.recipe, schedule: { ...schedule, length } }, options.set);
  const { backend, tensorboard, json } = options;
  const request = { parentFolder, step: checkpoint.step, recipe, backend, tensorboard };
  await trainOnTerminal({ preset: recipe.preset, length: recipe.schedule.length, json }, (observer, stop) =>
    branch({ ...request, runsFolder: resolve(options.runs) }, observer, stop),
  );
}
