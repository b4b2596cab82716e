import { describe, expect, test } from 'vitest';
import { findNetworkProblems, traceNetwork } from '../../../src/shared/network-problems';
import { findPreset, presets } from '../../../src/shared/presets';
import type { LayerSpec } from '../../../src/shared/layer-specs';

const dcgan = findPreset('dcgan-28');

function withLayers(
  role: 'generator' | 'discriminator',
  change: (layers: readonly LayerSpec[]) => readonly LayerSpec[],
) {
  return { ...dcgan, networks: { ...dcgan.networks, [role]: { layers: change(dcgan.networks[role].layers) } } };
}

const found = (recipe: Parameters<typeof findNetworkProblems>[0]): readonly string[] =>
  findNetworkProblems(recipe).map(({ kind, network, layerId }) => `${network}.${layerId}: ${kind}`);

test.each(presets)('nothing is wrong with $preset', (preset) => {
  expect(findNetworkProblems(preset)).toEqual([]);
});

describe('shapes are followed on past a layer that is wrong', () => {
  const broken = withLayers('generator', (layers) =>
    layers.map((layer): LayerSpec =>
      layer.id === 'up2' ? ({ ...layer, kind: 'dense', units: 9, bias: true } as LayerSpec) : layer,
    ),
  );

  test('a layer whose output does not depend on its input says it all the same', () => {
    const traced = traceNetwork(broken, 'generator');
    expect(traced.find(({ layer }) => layer.id === 'up2')).toMatchObject({ state: 'wrong', outputShape: [9] });
    expect(traced.find(({ layer }) => layer.id === 'norm2')).toMatchObject({ state: 'fits', outputShape: [9] });
  });

  test('each further error is found, and both networks are looked at', () => {
    const pair = {
      ...broken,
      networks: {
        ...broken.networks,
        discriminator: withLayers('discriminator', (layers) =>
          layers.map((layer) => (layer.id === 'logit' ? ({ ...layer, kernel: 4 } as LayerSpec) : layer)),
        ).networks.discriminator,
      },
    };
    expect(found(pair)).toEqual(['generator.up2: layer', 'generator.up3: layer', 'discriminator.logit: layer']);
  });

  test('what waits for a layer that makes nothing is no problem of its own', () => {
    const small = withLayers('discriminator', (layers) =>
      layers.map((layer) => (layer.id === 'down3' ? ({ ...layer, kernel: 40 } as LayerSpec) : layer)),
    );
    expect(found(small)).toEqual(['discriminator.down3: layer']);
    expect(traceNetwork(small, 'discriminator').at(-1)).toMatchObject({ state: 'waits', outputShape: null });
  });
});

test('another side of the images is shown in both networks', () => {
  expect(found({ ...dcgan, data: { ...dcgan.data, side: 32 } })).toEqual([
    'generator.tanh: madeShape',
    'discriminator.flatten: verdict',
  ]);
});

test('a layer that nothing takes, and a network that never looks at its input', () => {
  const skipped = withLayers('generator', (layers) =>
    layers.map((layer) => (layer.id === 'norm2' ? { ...layer, inputs: ['relu1'] } : layer)),
  );
  expect(found(skipped)).toContain('generator.up2: unused');
  const conditional = findPreset('cgan-28');
  const layers = conditional.networks.generator.layers.flatMap((layer): readonly LayerSpec[] => {
    if (layer.kind === 'concat') return [];
    return [layer.kind === 'embedding' ? { ...layer, size: 200 } : layer];
  });
  expect(found({ ...conditional, networks: { ...conditional.networks, generator: { layers } } })).toEqual([
    'generator.tanh: inputUnused',
  ]);
});

test('an empty network', () => {
  expect(found(withLayers('discriminator', () => []))).toEqual(['discriminator.input: empty']);
});
