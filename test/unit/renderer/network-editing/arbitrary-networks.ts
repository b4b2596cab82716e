/** Random layers and discriminators for the laws of editing. */
import fc from 'fast-check';
import { newLayer, layerGroups } from '../../../../src/renderer/network-editing/layer-catalogue';
import { designOf, type NetworkDesign } from '../../../../src/renderer/network-editing/network-design';
import type { LayerSpec } from '../../../../src/shared/layer-specs';
import { presets } from '../../../../src/shared/presets';

export const anyPresetDesign = fc.constantFrom(...presets).map(designOf);

export const anyKind = fc.constantFrom(...layerGroups.flatMap(({ kinds }) => kinds));

export const anyNewLayer = anyKind.map((kind) => newLayer(kind, null));

const small = fc.integer({ min: 1, max: 32 });

const anyConvolution = fc
  .record({
    filters: small,
    kernel: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.integer({ min: 0, max: 3 }),
  })
  .map((window): LayerSpec => ({ kind: 'conv', id: 'conv', ...window, bias: false }));

const anyBetween = fc.constantFrom<LayerSpec>(
  { kind: 'batchNorm', id: 'norm' },
  { kind: 'leakyRelu', id: 'leak', slope: 0.2 },
  { kind: 'upsample', id: 'grow', factor: 2 },
  { kind: 'dropout', id: 'drop', rate: 0.3 },
  { kind: 'minibatchDeviation', id: 'deviation' },
);

/**
 * Discriminators of convolutions and dense layers on images of any side; convolutions that do not fit are left out by
 * whoever checks them.
 */
export const anyDiscriminator: fc.Arbitrary<NetworkDesign> = fc
  .record({
    side: fc.integer({ min: 8, max: 128 }),
    channels: fc.constantFrom<1 | 3>(1, 3),
    range: fc.constantFrom<'[-1, 1]' | '[0, 1]'>('[-1, 1]', '[0, 1]'),
    classes: fc.option(fc.integer({ min: 2, max: 20 })),
    latent: fc.integer({ min: 1, max: 300 }),
    images: fc.array(fc.oneof({ weight: 3, arbitrary: anyConvolution }, anyBetween), { maxLength: 8 }),
    units: fc.array(small, { maxLength: 3 }),
    preset: anyPresetDesign,
  })
  .map(({ side, channels, range, classes, latent, images, units, preset }) => ({
    ...preset,
    data: { source: 'mnist', side, channels, range },
    latent: { ...preset.latent, size: latent },
    classes,
    objective: { ...preset.objective, classWeight: null, gradientPenalty: null },
    networks: {
      ...preset.networks,
      discriminator: {
        layers: [
          ...images.map((layer, index) => ({ ...layer, id: `${layer.id}${index}` })),
          { kind: 'flatten', id: 'flatten' },
          ...units.map((count, index) => ({ kind: 'dense' as const, id: `dense${index}`, units: count, bias: true })),
          { kind: 'dense', id: 'logit', units: 1, bias: true },
        ],
      },
    },
  }));
