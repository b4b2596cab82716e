import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layersAsText, layersFromText } from '../../../../src/renderer/network-editing/layer-clipboard';
import {
  duplicateLayers,
  insertLayers,
  moveLayers,
  removeLayers,
  setInputs,
  shiftLayers,
} from '../../../../src/renderer/network-editing/layer-edits';
import { renameLayer, renameProblem } from '../../../../src/renderer/network-editing/layer-ids';
import { networkSpecSchema, type LayerSpec, type NetworkSpec } from '../../../../src/shared/layer-specs';
import { findPreset } from '../../../../src/shared/presets';
import { anyNewLayer, anyPresetDesign } from './arbitrary-networks';

const anyNetwork = fc
  .tuple(anyPresetDesign, fc.constantFrom<'generator' | 'discriminator'>('generator', 'discriminator'))
  .map(([{ networks }, role]) => networks[role]);
const anyPick = fc.tuple(anyNetwork, fc.array(fc.nat(30), { minLength: 1, maxLength: 6 })).map(([network, places]) => {
  const ids = places.map((place) => network.layers[place % network.layers.length]?.id ?? '');
  return { network, ids: new Set(ids) };
});

const idsOf = ({ layers }: NetworkSpec): readonly string[] => layers.map(({ id }) => id);
const inputsOf = ({ layers }: NetworkSpec, id: string): readonly string[] | undefined =>
  layers.find((layer) => layer.id === id)?.inputs;

/** Unique names that the recipe allows, and every layer but an explicit forward reference takes what lies before it. */
function expectSound(network: NetworkSpec): void {
  expect(networkSpecSchema.safeParse(network).error).toBeUndefined();
  for (const [index, { inputs = [] }] of network.layers.entries()) {
    const before = ['input', 'label', ...idsOf(network).slice(0, index)];
    expect(inputs.filter((source) => !before.includes(source))).toEqual([]);
  }
}

describe('laws that hold for any network', () => {
  test('what is pasted has names of its own and takes only what lies before it', () => {
    fc.assert(
      fc.property(anyPick, anyNetwork, fc.nat(30), ({ network, ids }, target, place) => {
        const layers = layersFromText(layersAsText(network, ids)) ?? [];
        expect(layers).toHaveLength(ids.size);
        const insertion = insertLayers(target, place, layers);
        expectSound(insertion.network);
        expect(insertion.network.layers).toHaveLength(target.layers.length + ids.size);
        expect(insertion.network.layers.filter(({ id }) => !insertion.ids.includes(id))).toEqual(target.layers);
      }),
    );
  });

  test('pasted layers that took one another still do', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const all = new Set(idsOf(network));
        const insertion = insertLayers(
          network,
          network.layers.length,
          network.layers.filter(({ id }) => all.has(id)),
        );
        const renamed = new Map(network.layers.map(({ id }, index) => [id, insertion.ids[index]]));
        for (const { id, inputs } of network.layers) {
          const expected = inputs?.map((source) => renamed.get(source) ?? source);
          expect(inputsOf(insertion.network, renamed.get(id) ?? '')).toEqual(expected);
        }
      }),
    );
  });

  test('taking out what was put in leaves the network as it was', () => {
    fc.assert(
      fc.property(anyNetwork, anyNewLayer, fc.nat(30), (network, layer, place) => {
        const insertion = insertLayers(network, place, [layer]);
        expect(removeLayers(insertion.network, new Set(insertion.ids)).layers.map(({ id }) => id)).toEqual(
          idsOf(network),
        );
      }),
    );
  });

  test('removing keeps the rest in order and lets nothing take what is gone', () => {
    fc.assert(
      fc.property(anyPick, ({ network, ids }) => {
        fc.pre(ids.size < network.layers.length);
        const left = removeLayers(network, ids);
        expect(idsOf(left)).toEqual(idsOf(network).filter((id) => !ids.has(id)));
        expectSound(left);
      }),
    );
  });

  test('moving changes the order and nothing else', () => {
    fc.assert(
      fc.property(anyPick, fc.nat(30), ({ network, ids }, place) => {
        const moved = moveLayers(network, ids, Math.min(place, network.layers.length));
        expect([...moved.layers].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          [...network.layers].sort((a, b) => (a.id < b.id ? -1 : 1)),
        );
        const stayed = (all: NetworkSpec): readonly string[] => idsOf(all).filter((id) => !ids.has(id));
        expect(stayed(moved)).toEqual(stayed(network));
      }),
    );
  });

  test('one place up and one down is where it was, but at the ends of the list', () => {
    fc.assert(
      fc.property(anyNetwork, fc.nat(30), (network, place) => {
        const index = place % network.layers.length;
        fc.pre(index > 0);
        const ids = new Set([network.layers[index]?.id ?? '']);
        const up = shiftLayers(network, ids, -1);
        expect(idsOf(up).indexOf([...ids][0] ?? '')).toBe(index - 1);
        expect(shiftLayers(up, ids, 1)).toEqual(network);
      }),
    );
    const { generator } = findPreset('dcgan-28').networks;
    expect(shiftLayers(generator, new Set(['seed']), -1)).toBe(generator);
    expect(shiftLayers(generator, new Set(['tanh']), 1)).toBe(generator);
  });

  test('copies lie behind what was copied', () => {
    fc.assert(
      fc.property(anyPick, ({ network, ids }) => {
        const copied = duplicateLayers(network, ids);
        const last = network.layers.findLastIndex(({ id }) => ids.has(id));
        expect(idsOf(copied.network).slice(last + 1, last + 1 + ids.size)).toEqual(copied.ids);
        expectSound(copied.network);
      }),
    );
  });

  test('a name given and taken back leaves the network as it was', () => {
    fc.assert(
      fc.property(anyNetwork, fc.nat(30), (network, place) => {
        const id = network.layers[place % network.layers.length]?.id ?? '';
        const renamed = renameLayer(network, id, 'quiteAnotherName');
        expectSound(renamed);
        expect(renameLayer(renamed, 'quiteAnotherName', id)).toEqual(network);
      }),
    );
  });
});

const joined: NetworkSpec = findPreset('cgan-28').networks.generator;

test('what took a removed layer takes what that one took', () => {
  const left = removeLayers(joined, new Set(['classVector']));
  expect(inputsOf(left, 'joined')).toEqual(['input', 'label']);
  const { discriminator } = findPreset('acgan-28').networks;
  const withoutLogit = removeLayers(discriminator, new Set(['logit']));
  expect(inputsOf(withoutLogit, 'flatten')).toEqual(['leakyRelu3']);
  expect(removeLayers(discriminator, new Set(['classes'])).classes).toBeUndefined();
});

test('inputs that are only the layer before are left unsaid', () => {
  const { generator } = findPreset('dcgan-28').networks;
  expect(inputsOf(setInputs(generator, 'norm2', ['norm1']), 'norm2')).toEqual(['norm1']);
  expect(setInputs(setInputs(generator, 'norm2', ['norm1']), 'norm2', ['up2'])).toEqual(generator);
  expect(setInputs(setInputs(generator, 'norm2', ['norm1']), 'norm2', [])).toEqual(generator);
});

test('a name that is taken or not allowed is refused', () => {
  expect(renameProblem(joined, 'seed', 'joined')).toBe('taken');
  expect(renameProblem(joined, 'seed', 'label')).toBe('taken');
  expect(renameProblem(joined, 'seed', '2nd layer')).toBe('letters');
  expect(renameProblem(joined, 'seed', 'seed')).toBeNull();
  expect(renameLayer(joined, 'seed', 'joined')).toBe(joined);
  expect(inputsOf(renameLayer(joined, 'classVector', 'digit'), 'joined')).toEqual(['input', 'digit']);
});

test.each(['', 'hello', '{}', '[1, 2]', '{"ganStudioLayers":1,"layers":[{"kind":"dense"}]}', '{"ganStudioLayers":2}'])(
  'the text %j holds no layers',
  (text) => expect(layersFromText(text)).toBeNull(),
);

test('a pasted layer forgets inputs that its new place does not have', () => {
  const layer: LayerSpec = { kind: 'concat', id: 'skip', inputs: ['input', 'elsewhere', 'up1'] };
  const { generator } = findPreset('dcgan-28').networks;
  expect(inputsOf(insertLayers(generator, 5, [layer]).network, 'skip')).toEqual(['input', 'up1']);
  expect(inputsOf(insertLayers(generator, 1, [layer]).network, 'skip')).toEqual(['input']);
});
