import type { LayerSpec } from '../../src/shared/layer-specs';
import { findPreset } from '../../src/shared/presets';
import { completeRecipe, type Recipe } from '../../src/shared/recipe';

/** Quick digits with so many layers in each network: convolutions that keep the shape are put in at 16 x 16 and at 14 x 14. */
export function deepRecipe(layersEach: number): Recipe {
  const quick = findPreset('quick-digits');
  const { generator, discriminator } = quick.networks;
  return completeRecipe({
    ...quick,
    preset: 'deep',
    networks: {
      generator: { layers: lengthened(generator.layers, 'relu3', layersEach, { kind: 'relu', id: 'relu' }) },
      discriminator: {
        layers: lengthened(discriminator.layers, 'leakyRelu1', layersEach, {
          kind: 'leakyRelu',
          id: 'leakyRelu',
          slope: 0.2,
        }),
      },
    },
  });
}

function lengthened(
  layers: readonly LayerSpec[],
  behind: string,
  count: number,
  activation: LayerSpec,
): readonly LayerSpec[] {
  const place = layers.findIndex(({ id }) => id === behind) + 1;
  const block = (number: number): readonly LayerSpec[] => [
    { kind: 'conv', id: `deep${number}`, filters: 32, kernel: 3, stride: 1, padding: 1, bias: false },
    { kind: 'batchNorm', id: `deepNorm${number}` },
    { ...activation, id: `deepActivation${number}` },
  ];
  const between = Array.from({ length: Math.ceil((count - layers.length) / 3) }, (_, number) => block(number)).flat();
  return [...layers.slice(0, place), ...between.slice(0, count - layers.length), ...layers.slice(place)];
}
