import { expect, test } from 'vitest';
import { verdictKind, verdictOf, verdictShares } from '../../../../src/renderer/exploration/verdict';
import { findPreset } from '../../../../src/shared/presets';

test('a discriminator trained with cross-entropy tells probabilities, a critic scores', () => {
  expect(verdictKind(findPreset('dcgan-28').objective)).toBe('probability');
  expect(verdictKind(findPreset('wgan-gp-28').objective)).toBe('score');
});

test('a logit of 0 is a guess', () => {
  expect(verdictOf('probability', 0)).toEqual({ kind: 'probability', value: 0.5 });
  expect(verdictOf('score', -3)).toEqual({ kind: 'score', value: -3 });
});

test('bars of scores go from the lowest to the highest; equal ones stand half way', () => {
  expect(verdictShares('score', [-10, 0, 10])).toEqual([0, 0.5, 1]);
  expect(verdictShares('score', [7, 7])).toEqual([0.5, 0.5]);
  expect(verdictShares('probability', [0])).toEqual([0.5]);
});
