import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mirrorDiscriminator } from '../../../../src/renderer/network-editing/mirror';
import { designOf } from '../../../../src/renderer/network-editing/network-design';
import { networkSpecSchema } from '../../../../src/shared/layer-specs';
import { findPreset, presets } from '../../../../src/shared/presets';
import { imageShape, networkInputShape, recipeSchema } from '../../../../src/shared/recipe';
import { inferShapes } from '../../../../src/shared/shape-inference';
import { anyDiscriminator } from './arbitrary-networks';

test('the mirror of any discriminator that fits makes the image', () => {
  let count = 0;
  fc.assert(
    fc.property(anyDiscriminator, (design) => {
      const { discriminator } = design.networks;
      fc.pre(inferShapes(discriminator, networkInputShape(design, 'discriminator'), design.classes).ok);
      count++;
      const generator = mirrorDiscriminator(design);
      expect(networkSpecSchema.safeParse(generator).error).toBeUndefined();
      const made = inferShapes(generator, networkInputShape(design, 'generator'), design.classes);
      expect(made.ok && made.network.outputShape).toEqual(imageShape(design));
      expect(generator.layers.at(-1)?.kind).toBe(design.data.range === '[0, 1]' ? 'sigmoid' : 'tanh');
    }),
    { numRuns: 300 },
  );
  expect(count).toBe(300);
});

test.each(presets)('the mirror of the discriminator of $preset trains', (preset) => {
  const generator = mirrorDiscriminator(designOf(preset));
  const networks = { ...preset.networks, generator };
  expect(recipeSchema.safeParse({ ...preset, networks }).error).toBeUndefined();
});

test('DCGAN 28 mirrored: the way back, with a kernel of 5 where a row was lost', () => {
  const { layers } = mirrorDiscriminator(designOf(findPreset('dcgan-28')));
  const convolutions = layers.flatMap((layer) =>
    layer.kind === 'transposedConv' ? [[layer.filters, layer.kernel, layer.stride, layer.padding]] : [],
  );
  expect(convolutions).toEqual([
    [256, 3, 1, 0],
    [128, 5, 2, 1],
    [64, 4, 2, 1],
    [1, 4, 2, 1],
  ]);
});
