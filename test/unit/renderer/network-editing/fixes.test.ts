import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestFixes, type Fix } from '../../../../src/renderer/network-editing/fixes';
import {
  insertLayers,
  moveLayers,
  removeLayers,
  replaceLayer,
  setInputs,
} from '../../../../src/renderer/network-editing/layer-edits';
import { fieldsOf, withField } from '../../../../src/renderer/network-editing/layer-fields';
import { designOf, withNetwork, type NetworkDesign } from '../../../../src/renderer/network-editing/network-design';
import type { LayerSpec } from '../../../../src/shared/layer-specs';
import { findNetworkProblems } from '../../../../src/shared/network-problems';
import { findPreset } from '../../../../src/shared/presets';
import { recipeSchema, type NetworkRole } from '../../../../src/shared/recipe';
import { inferShapes } from '../../../../src/shared/shape-inference';
import { networkInputShape } from '../../../../src/shared/recipe';
import { anyNewLayer, anyPresetDesign } from './arbitrary-networks';

const dcgan = designOf(findPreset('dcgan-28'));

function withFields(role: NetworkRole, id: string, changes: object, design = dcgan): NetworkDesign {
  const layer = design.networks[role].layers.find((candidate) => candidate.id === id);
  const changed = { ...layer, ...changes } as LayerSpec;
  return withNetwork(design, role, replaceLayer(design.networks[role], id, changed));
}

/** The first problem's first suggestion, and what the recipe's own check says of the design after it. */
function mend(design: NetworkDesign): { readonly fix: Fix | undefined; readonly isSound: boolean } {
  const [problem] = findNetworkProblems(design);
  if (!problem) throw new Error('nothing is wrong');
  const [fix] = suggestFixes(design, problem, 10);
  return { fix, isSound: recipeSchema.safeParse({ ...findPreset('dcgan-28'), ...fix?.design }).success };
}

const typical: readonly (readonly [string, NetworkDesign, object])[] = [
  [
    'a kernel too large for its image',
    withFields('discriminator', 'logit', { kernel: 4 }),
    { kind: 'setField', field: 'kernel', value: 3 },
  ],
  [
    'too many logits',
    withFields('discriminator', 'logit', { kernel: 2 }),
    { kind: 'setField', field: 'kernel', value: 3 },
  ],
  [
    'two verdicts',
    withFields('discriminator', 'logit', { filters: 2 }),
    { kind: 'setField', field: 'filters', value: 1 },
  ],
  [
    'an image that is too large',
    withFields('generator', 'up4', { padding: 1 }),
    { kind: 'setField', field: 'padding', value: 3 },
  ],
  [
    'a channel too many',
    withFields('generator', 'up4', { filters: 2 }),
    { kind: 'setField', field: 'filters', value: 1 },
  ],
  [
    'another length of the noise',
    { ...dcgan, latent: { ...dcgan.latent, size: 64 } },
    { kind: 'reshapeTo', shape: [1, 1, 64] },
  ],
  [
    'no tanh at the end',
    withNetwork(dcgan, 'generator', removeLayers(dcgan.networks.generator, new Set(['tanh']))),
    { kind: 'endWith', layer: 'tanh' },
  ],
  [
    'another range of the pixels',
    { ...dcgan, data: { ...dcgan.data, range: '[0, 1]' } },
    { kind: 'replaceWith', layer: 'sigmoid' },
  ],
  [
    'no reshape at the start',
    withNetwork(dcgan, 'generator', removeLayers(dcgan.networks.generator, new Set(['seed']))),
    { kind: 'insertReshape', shape: [1, 1, 100] },
  ],
  [
    'a dense layer on an image',
    withNetwork(
      dcgan,
      'discriminator',
      insertLayers(removeLayers(dcgan.networks.discriminator, new Set(['flatten', 'logit'])), 9, [
        { kind: 'dense', id: 'logit', units: 1, bias: true },
      ]).network,
    ),
    { kind: 'insert', layer: 'flatten' },
  ],
  [
    'a label that is not told',
    withNetwork(dcgan, 'generator', setInputs(dcgan.networks.generator, 'seed', ['label'])),
    { kind: 'withoutLabel' },
  ],
  ['no layers', withNetwork(dcgan, 'generator', { layers: [] }), { kind: 'mirror' }],
  [
    'a penalty through batch norm',
    { ...dcgan, objective: { ...dcgan.objective, gradientPenalty: { kind: 'real', weight: 10 } } },
    { kind: 'replaceAllNorms' },
  ],
  [
    'a layer that leads nowhere',
    withNetwork(dcgan, 'generator', setInputs(dcgan.networks.generator, 'norm2', ['relu1'])),
    { kind: 'remove' },
  ],
];

test.each(typical)('%s: the first suggestion is the one that a person would make', (_name, design, text) => {
  const { fix } = mend(design);
  expect(fix?.text).toMatchObject(text);
});

test.each(typical.filter(([name]) => name !== 'a layer that leads nowhere'))(
  '%s: one press, and it trains',
  (_name, design) => {
    expect(mend(design).isSound).toBe(true);
  },
);

const role = fc.constantFrom<NetworkRole>('generator', 'discriminator');

/** A preset in which something was changed at random: a setting, a wire, the order, a layer more or less, the image. */
const anyBrokenDesign = fc
  .tuple(anyPresetDesign, role, fc.nat(30), fc.nat(30), anyNewLayer, fc.nat(6), fc.nat(64))
  .map(([design, network, first, second, layer, kind, value]) => {
    const spec = design.networks[network];
    const target = spec.layers[first % spec.layers.length];
    const other = spec.layers[second % spec.layers.length];
    if (!target || !other) return design;
    switch (kind) {
      case 0: {
        const field = fieldsOf(target.kind).find(({ type }) => type === 'number');
        const changed = field && withField(target, field.name, value);
        return changed ? withNetwork(design, network, replaceLayer(spec, target.id, changed)) : design;
      }
      case 1:
        return withNetwork(design, network, setInputs(spec, target.id, [other.id]));
      case 2:
        return withNetwork(design, network, moveLayers(spec, new Set([target.id]), second % spec.layers.length));
      case 3:
        return withNetwork(design, network, insertLayers(spec, first, [layer]).network);
      case 4:
        return withNetwork(design, network, removeLayers(spec, new Set([target.id])));
      case 5:
        return { ...design, data: { ...design.data, side: 8 + value } };
      default:
        return withNetwork(
          design,
          network,
          insertLayers(spec, first, [{ kind: 'add', id: 'sum', inputs: [other.id, 'input'] }]).network,
        );
    }
  });

test('every fix that is offered removes the problem', () => {
  fc.assert(
    fc.property(anyBrokenDesign, (design) => {
      for (const problem of findNetworkProblems(design)) {
        for (const { design: mended } of suggestFixes(design, problem, 10)) {
          const left = findNetworkProblems(mended).filter(
            ({ kind, network }) => kind === problem.kind && network === problem.network,
          );
          if (problem.kind !== 'layer') {
            expect(left.filter(({ layerId }) => layerId === problem.layerId)).toEqual([]);
            continue;
          }
          const spec = mended.networks[problem.network];
          const inferred = inferShapes(spec, networkInputShape(mended, problem.network), mended.classes);
          if (!inferred.ok) expect(inferred.error.layerId).not.toBe(problem.layerId);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a fix keeps the recipe’s rules for names and limits', () => {
  fc.assert(
    fc.property(anyBrokenDesign, (design) => {
      for (const problem of findNetworkProblems(design)) {
        for (const { design: mended } of suggestFixes(design, problem, 10)) {
          const checked = recipeSchema.safeParse({ ...findPreset('dcgan-28'), ...mended });
          // shapes may still be wrong elsewhere; those are the only objections left
          const others = checked.error?.issues.filter(({ code, path }) => code !== 'custom' || path.length !== 2) ?? [];
          expect(others).toEqual([]);
        }
      }
    }),
    { numRuns: 200 },
  );
});
