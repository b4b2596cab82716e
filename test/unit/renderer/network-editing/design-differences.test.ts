import fc from 'fast-check';
import { expect, test } from 'vitest';
import { designDifferences } from '../../../../src/renderer/network-editing/design-differences';
import {
  insertLayers,
  moveLayers,
  removeLayers,
  setInputs,
} from '../../../../src/renderer/network-editing/layer-edits';
import { designOf, withNetwork } from '../../../../src/renderer/network-editing/network-design';
import { findPreset } from '../../../../src/shared/presets';
import { anyPresetDesign } from './arbitrary-networks';

const dcgan = designOf(findPreset('dcgan-28'));
const { generator } = dcgan.networks;
const kinds = (changed: typeof generator): readonly string[] =>
  designDifferences(dcgan, withNetwork(dcgan, 'generator', changed)).map((difference) =>
    'layer' in difference ? `${difference.kind} ${difference.layer.id}` : difference.kind,
  );

test('a design differs in nothing from itself, nor from itself written in another order', () => {
  fc.assert(
    fc.property(anyPresetDesign, (design) => {
      expect(designDifferences(design, design)).toEqual([]);
      const reversed = JSON.parse(JSON.stringify(design), (_key, value: unknown) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
        return Object.fromEntries(Object.entries(value).reverse());
      }) as typeof design;
      expect(designDifferences(design, reversed)).toEqual([]);
    }),
  );
});

test('each change is told by its layer', () => {
  expect(
    kinds({
      layers: generator.layers.map((layer) =>
        layer.id === 'up2' ? ({ ...layer, filters: 8 } as typeof layer) : layer,
      ),
    }),
  ).toEqual(['changed up2']);
  expect(kinds(insertLayers(generator, 2, [{ kind: 'dropout', id: 'drop', rate: 0.3 }]).network)).toEqual([
    'added drop',
  ]);
  expect(kinds(removeLayers(generator, new Set(['norm1'])))).toEqual(['removed norm1']);
  expect(kinds(setInputs(generator, 'norm3', ['up2']))).toEqual(['rewired norm3']);
  expect(kinds(moveLayers(generator, new Set(['relu1']), 2))).toEqual(['reordered']);
});

test('the data set is no difference, its side is', () => {
  expect(designDifferences(dcgan, { ...dcgan, data: { ...dcgan.data, source: '/images' } })).toEqual([]);
  expect(designDifferences(dcgan, { ...dcgan, data: { ...dcgan.data, side: 32 } })).toEqual([{ kind: 'image' }]);
});
