import { expect, test } from 'vitest';
import { keepTraces } from '../../../../src/renderer/network-editing/kept-traces';
import { replaceLayer } from '../../../../src/renderer/network-editing/layer-edits';
import { traceNetwork } from '../../../../src/shared/network-problems';
import { findPreset } from '../../../../src/shared/presets';

const dcgan = findPreset('dcgan-28');
const before = traceNetwork(dcgan, 'generator');

test('only what changed is another object, and everything is told as it is', () => {
  const [, up1] = dcgan.networks.generator.layers;
  if (up1?.kind !== 'transposedConv') throw new Error('no convolution');
  const generator = replaceLayer(dcgan.networks.generator, 'up1', { ...up1, filters: 8 });
  const after = traceNetwork({ ...dcgan, networks: { ...dcgan.networks, generator } }, 'generator');
  const kept = keepTraces(before, after);
  expect(kept).toEqual(after);
  // the convolution, what it feeds, and the next one, whose input has other channels
  expect(kept.filter((one, index) => one !== before[index]).map(({ layer }) => layer.id)).toEqual([
    'up1',
    'norm1',
    'relu1',
    'up2',
  ]);
});

test('the same network keeps every object', () => {
  expect(keepTraces(before, traceNetwork(dcgan, 'generator')).every((one, index) => one === before[index])).toBe(true);
});
