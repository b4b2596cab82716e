import { Command } from 'commander';
import { presetDescriptions, presets } from '../../shared/presets';
import { describeNetwork, type Recipe } from '../../shared/recipe';
import { printResult, table } from './output';

export function presetsCommand(): Command {
  return new Command('presets')
    .description('List the recipes that ship with the studio.')
    .option('--json', 'as JSON on standard output', false)
    .action((options: { readonly json: boolean }) => {
      const rows = presets.map(describe);
      const cells = rows.map(({ name, generatorParameters, discriminatorParameters, description }) => [
        name,
        `G ${generatorParameters.toLocaleString('en')}`,
        `D ${discriminatorParameters.toLocaleString('en')}`,
        description,
      ]);
      printResult(rows, table(cells), options.json);
    });
}

function describe(recipe: Recipe): {
  readonly name: string;
  readonly description: string;
  readonly generatorParameters: number;
  readonly discriminatorParameters: number;
  readonly recipe: Recipe;
} {
  return {
    name: recipe.preset,
    description: presetDescriptions[recipe.preset] ?? '',
    generatorParameters: describeNetwork(recipe, 'generator').parameterCount,
    discriminatorParameters: describeNetwork(recipe, 'discriminator').parameterCount,
    recipe,
  };
}
