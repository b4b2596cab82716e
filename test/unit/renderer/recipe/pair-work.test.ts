import { expect, test } from 'vitest';
import { pairWork } from '../../../../src/renderer/recipe/pair-work';
import { traceNetwork } from '../../../../src/shared/network-problems';
import { findPreset } from '../../../../src/shared/presets';

function workOf(name: string): { readonly generator: number; readonly discriminator: number } {
  const preset = findPreset(name);
  return pairWork({
    generator: traceNetwork(preset, 'generator'),
    discriminator: traceNetwork(preset, 'discriminator'),
  });
}

test('a dense layer multiplies each number with each weight', () => {
  expect(workOf('mlp-tutorial')).toEqual({
    generator: 64 * 256 + 256 * 256 + 256 * 784,
    discriminator: 784 * 256 + 256 * 256 + 256,
  });
});

test('a kernel is laid on every place of the output, a transposed one on every place of the input', () => {
  expect(workOf('dcgan-28')).toEqual({
    generator: 16 * (100 * 256 + 16 * 256 * 128 + 64 * 128 * 64 + 256 * 64),
    discriminator: 16 * (196 * 64 + 49 * 64 * 128 + 9 * 128 * 256) + 9 * 256,
  });
});
