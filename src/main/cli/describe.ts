import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { LayerSpec } from '../../shared/layer-specs';
import { describeNetwork, networkInputShape, type NetworkRole, type Recipe } from '../../shared/recipe';
import { formatShape } from '../../shared/tensor';
import { findAnyPreset } from '../presets/own-presets';
import { defaultPresetsFolder } from '../runs/locations';
import { checkRunFolder } from '../runs/read-failure';
import { readRecipe } from '../runs/run-record';
import { printResult, table } from './output';
import { terminalError } from './terminal-error';

interface DescribeOptions {
  readonly preset?: string;
  readonly run?: string;
  readonly json: boolean;
}

export function describeCommand(): Command {
  return new Command('describe')
    .description('Print both networks of a recipe, layer by layer, with shapes and parameter counts.')
    .addOption(
      new Option('--preset <name>', 'a recipe that ships with the studio, or one that you keep').conflicts('run'),
    )
    .option('--run <dir>', 'run folder')
    .option('--json', 'as JSON on standard output', false)
    .action(run);
}

async function run(options: DescribeOptions): Promise<void> {
  const recipe = await recipeOf(options);
  const networks = { generator: layersOf(recipe, 'generator'), discriminator: layersOf(recipe, 'discriminator') };
  const texts = (['generator', 'discriminator'] as const).map((role) => asText(recipe, role));
  printResult({ preset: recipe.preset, classes: recipe.classes, ...networks }, texts.join('\n\n'), options.json);
}

async function recipeOf({ preset, run: folder }: DescribeOptions): Promise<Recipe> {
  if (preset !== undefined) return findAnyPreset(defaultPresetsFolder(), preset);
  if (folder === undefined) {
    throw terminalError('invalid-request', 'Say what to describe: --preset NAME or --run DIR.');
  }
  const absolute = resolve(folder);
  await checkRunFolder(absolute);
  return readRecipe(absolute);
}

function layersOf(recipe: Recipe, role: NetworkRole) {
  const { layers, outputShape, parameterCount } = describeNetwork(recipe, role);
  return {
    inputShape: networkInputShape(recipe, role),
    outputShape,
    parameters: parameterCount,
    layers: layers.map((described) => ({
      ...described.layer,
      inputs: described.sources,
      outputShape: described.outputShape,
      parameters: described.parameterCount,
    })),
  };
}

function asText(recipe: Recipe, role: NetworkRole): string {
  const { layers, parameterCount } = describeNetwork(recipe, role);
  const rows = layers.map(({ layer, sources, outputShape, parameterCount: count }) => {
    return [layer.id, kindOf(layer), sources.join(' + '), formatShape(outputShape), count.toLocaleString('en')];
  });
  const header = ['layer', 'kind', 'takes', 'makes', 'parameters'];
  const title = `${role}: ${formatShape(networkInputShape(recipe, role))} in, ${parameterCount.toLocaleString('en')} parameters`;
  return `${title}\n${table([header, ...rows])}`;
}

function kindOf(layer: LayerSpec): string {
  return 'spectralNorm' in layer && layer.spectralNorm === true ? `${layer.kind}, spectral norm` : layer.kind;
}
