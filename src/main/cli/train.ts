import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { defaultPreset, presetVariant } from '../../shared/presets';
import type { Recipe } from '../../shared/recipe';
import { overrideRecipe } from '../../shared/recipe-override';
import type { Device } from '../../shared/run';
import { findAnyPreset } from '../presets/own-presets';
import { defaultPresetsFolder, defaultRunsFolder } from '../runs/locations';
import { train } from '../trainer/train';
import { backendOption } from './backend-option';
import { requestedLength } from './length-options';
import { channelCount, positiveNumber, wholeNumber } from './number-option';
import { givenPreparation, preparationOptions, type PreparationGiven } from './preparation-options';
import { several } from './several-option';
import { trainOnTerminal } from './train-on-terminal';

interface TrainOptions extends PreparationGiven {
  readonly preset: string;
  readonly width?: number;
  readonly channels?: 1 | 3;
  readonly data?: string;
  readonly steps?: number;
  readonly epochs?: number;
  readonly minutes?: number;
  readonly seed?: number;
  readonly runs: string;
  readonly set: readonly string[];
  readonly backend: Device['backend'];
  readonly tensorboard: boolean;
  readonly json: boolean;
}

export function trainCommand(): Command {
  const most = Number.MAX_SAFE_INTEGER;
  const command = new Command('train')
    .description('Train a preset and keep the run.')
    .option('--preset <name>', 'recipe to start from', defaultPreset.preset)
    .addOption(new Option('--width <d>', 'dcgan-64: channels of its widest images').argParser(wholeNumber(1, 512)))
    .addOption(new Option('--channels <n>', 'dcgan-64: 1 grey, 3 colour').argParser(channelCount))
    .option(
      '--data <name|path>',
      'mnist, fashion-mnist, or a folder or ZIP of pictures, an IDX, CSV, .npy or .npz file',
    )
    .addOption(
      new Option('--steps <n>', 'length in steps').argParser(wholeNumber(1, 1e8)).conflicts(['epochs', 'minutes']),
    )
    .addOption(new Option('--epochs <n>', 'length in epochs').argParser(positiveNumber).conflicts(['minutes']))
    .addOption(new Option('--minutes <m>', 'length in minutes of training').argParser(positiveNumber))
    .addOption(new Option('--seed <s>', 'seed of every random number').argParser(wholeNumber(0, most)))
    .option('--runs <dir>', 'folder that gets the run', defaultRunsFolder())
    .option('--set <path=value>', 'any setting of the recipe, repeatable', several, [])
    .addOption(backendOption())
    .option('--tensorboard', 'write TensorBoard event files into the run folder as well', false)
    .option('--json', 'one JSON line with the result on standard output', false)
    .addHelpText('after', '\nCtrl-C stops after the step in progress and keeps everything; a second one ends at once.')
    .action(run);
  for (const option of preparationOptions()) command.addOption(option);
  return command;
}

/** The recipe that the options ask for. Throws `unknown-preset` or `invalid-recipe`. */
export async function recipeFromOptions(options: TrainOptions): Promise<Recipe> {
  const { width, channels } = options;
  const chosen = { ...(width === undefined ? {} : { width }), ...(channels === undefined ? {} : { channels }) };
  const isOpen = width === undefined && channels === undefined;
  const preset = isOpen
    ? await findAnyPreset(defaultPresetsFolder(), options.preset)
    : presetVariant(options.preset, chosen);
  const length = requestedLength(options) ?? preset.schedule.length;
  const source = options.data === undefined ? preset.data.source : dataSource(options.data);
  const { preparation, ...data } = preset.data;
  const asked: Recipe = {
    ...preset,
    data: { ...data, source, ...givenPreparation(options, preparation) },
    schedule: { ...preset.schedule, length },
    seed: options.seed ?? preset.seed,
  };
  return overrideRecipe(asked, options.set);
}

/** A bare word is the name of a data set; anything else is a path, kept absolute in the recipe. */
function dataSource(given: string): string {
  return /^[\w-]+$/.test(given) ? given : resolve(given);
}

async function run(options: TrainOptions): Promise<void> {
  const recipe = await recipeFromOptions(options);
  const { preset, schedule } = recipe;
  const runsFolder = resolve(options.runs);
  const { backend, tensorboard, json } = options;
  await trainOnTerminal({ preset, length: schedule.length, json }, (observer, stop) =>
    train({ recipe, runsFolder, backend, tensorboard }, observer, stop),
  );
}
