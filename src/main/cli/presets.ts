import { Command } from 'commander';
import { presetDescriptions, presets } from '../../shared/presets';
import { describeNetwork, type Recipe } from '../../shared/recipe';
import { listOwnPresets } from '../presets/own-presets';
import { defaultPresetsFolder } from '../runs/locations';
import { printResult, table } from './output';

export function presetsCommand(): Command {
  return new Command('presets')
    .description('List the recipes that ship with the studio, and the ones that you keep.')
    .option('--json', 'as JSON on standard output', false)
    .action(async (options: { readonly json: boolean }) => {
      const own = await listOwnPresets(defaultPresetsFolder());
      const rows = [...presets.map(describe), ...own.presets.map(describeOwn)];
      const cells = rows.map(({ name, generatorParameters, discriminatorParameters, description }) => [
        name,
        `G ${generatorParameters.toLocaleString('en')}`,
        `D ${discriminatorParameters.toLocaleString('en')}`,
        description,
      ]);
      for (const { message } of own.unreadable) console.error(message);
      printResult(rows, table(cells), options.json);
    });
}

/** One of the person's own tells what it is by its name. */
function describeOwn(recipe: Recipe): ReturnType<typeof describe> {
  return { ...describe(recipe), own: true, description: 'your own' };
}

function describe(recipe: Recipe): {
  readonly name: string;
  readonly own: boolean;
  readonly description: string;
  readonly generatorParameters: number;
  readonly discriminatorParameters: number;
  readonly recipe: Recipe;
} {
  return {
    name: recipe.preset,
    own: false,
    description: presetDescriptions[recipe.preset] ?? '',
    generatorParameters: describeNetwork(recipe, 'generator').parameterCount,
    discriminatorParameters: describeNetwork(recipe, 'discriminator').parameterCount,
    recipe,
  };
}
