import { expect, test } from 'vitest';
import { latentKinship } from '../../../../src/renderer/comparison/same-latents';
import { findPreset } from '../../../../src/shared/presets';

const dcgan = findPreset('dcgan-28');

test('runs of one seed and one kind of latent keep the same latents in their sheets', () => {
  expect(latentKinship([dcgan, { ...dcgan, preset: 'other' }])).toEqual({ kind: 'stored' });
  expect(latentKinship([])).toEqual({ kind: 'stored' });
});

test('where only seeds differ, the latents of the first are drawn from', () => {
  expect(latentKinship([{ ...dcgan, seed: 4 }, dcgan])).toEqual({ kind: 'drawn', seed: 4 });
});

test('generators that cannot take the same latents have none in common, and why is told', () => {
  const { latent } = dcgan;
  expect(latentKinship([dcgan, { ...dcgan, latent: { ...latent, size: 7 } }])).toEqual({ kind: 'none', why: 'size' });
  expect(latentKinship([dcgan, { ...dcgan, latent: { ...latent, distribution: 'uniform' } }])).toEqual({
    kind: 'none',
    why: 'distribution',
  });
  expect(latentKinship([dcgan, { ...dcgan, classes: 10 }])).toEqual({ kind: 'none', why: 'classes' });
});
