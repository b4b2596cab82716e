import { expect, test } from 'vitest';
import { tallest, tensorBars } from '../../../../src/renderer/network-drawing/tensor-bars';
import { presets } from '../../../../src/shared/presets';
import { acgan28 } from '../../../../src/shared/presets/acgan-28';
import { dcgan28 } from '../../../../src/shared/presets/dcgan-28';
import { mlpTutorial } from '../../../../src/shared/presets/mlp-tutorial';

test('a generator grows from the latent to the image, a discriminator shrinks to one logit', () => {
  for (const preset of presets) {
    const made = tensorBars(preset, 'generator').map(({ height }) => height);
    const judged = tensorBars(preset, 'discriminator').map(({ height }) => height);
    expect(made).toEqual([...made].sort((a, b) => a - b));
    expect(judged).toEqual([...judged].sort((a, b) => b - a));
    expect(made.at(-1)).toBe(tallest);
    expect(judged[0]).toBe(tallest);
  }
});

test('there is one bar a tensor; norms, activations and reshaping add none', () => {
  expect(tensorBars(dcgan28, 'generator')).toHaveLength(5);
  expect(tensorBars(dcgan28, 'discriminator')).toHaveLength(5);
  expect(tensorBars(mlpTutorial, 'generator')).toHaveLength(3);
});

test('more channels make a wider bar', () => {
  const [, wide, , , slim] = tensorBars(dcgan28, 'generator');
  expect(wide?.width).toBeGreaterThan(slim?.width ?? 0);
});

test('a label that is joined in and a second head add no bar of their own', () => {
  const [conditional, plain] = [tensorBars(acgan28, 'discriminator'), tensorBars(dcgan28, 'discriminator')];
  expect(conditional).toEqual(plain);
  expect(tensorBars(acgan28, 'generator')).toHaveLength(5);
});
