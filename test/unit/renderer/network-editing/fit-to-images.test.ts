import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitToImages } from '../../../../src/renderer/network-editing/fit-to-images';
import { designOf } from '../../../../src/renderer/network-editing/network-design';
import { findNetworkProblems } from '../../../../src/shared/network-problems';
import { findPreset, presets } from '../../../../src/shared/presets';
import { anyPresetDesign } from './arbitrary-networks';

const shapes = [
  { side: 32, channels: 3 },
  { side: 28, channels: 3 },
  { side: 64, channels: 3 },
  { side: 32, channels: 1 },
] as const;

test.each(presets.flatMap(({ preset }) => shapes.map((shape) => ({ preset, ...shape }))))(
  '$preset is made to fit images of $side pixels and $channels channels',
  ({ preset, ...images }) => {
    const fitted = fitToImages(designOf(findPreset(preset)), images, 10);
    expect(fitted).toMatchObject({ data: images });
    expect(fitted && findNetworkProblems(fitted)).toEqual([]);
  },
);

test('what fits already stays as it is', () => {
  for (const preset of presets) {
    const design = designOf(preset);
    expect(fitToImages(design, design.data, 10)).toEqual(design);
  }
});

test('whatever the shape, a pair comes out that fits it, or none', () => {
  const side = fc.integer({ min: 8, max: 128 });
  fc.assert(
    fc.property(anyPresetDesign, side, fc.constantFrom(1 as const, 3 as const), (design, wanted, channels) => {
      const fitted = fitToImages(design, { side: wanted, channels }, null);
      if (fitted === null) return;
      expect(fitted.data).toMatchObject({ side: wanted, channels });
      expect(findNetworkProblems(fitted)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
