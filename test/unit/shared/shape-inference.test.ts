import { describe, expect, test } from 'vitest';
import { convOutputSide, transposedConvOutputSide } from '../../../src/shared/layer-shapes';
import { findPreset } from '../../../src/shared/presets';
import { describeNetwork } from '../../../src/shared/recipe';
import { inferShapes } from '../../../src/shared/shape-inference';
import { inWords } from '../../../src/shared/wording/worded';

describe('parameter counts equal the ones derived by hand', () => {
  test('mlp-tutorial: weights and biases of three dense layers each', () => {
    const recipe = findPreset('mlp-tutorial');
    const generator = 64 * 256 + 256 + (256 * 256 + 256) + (256 * 784 + 784);
    const discriminator = 784 * 256 + 256 + (256 * 256 + 256) + (256 + 1);
    expect(generator).toBe(283_920);
    expect(discriminator).toBe(267_009);
    expect(describeNetwork(recipe, 'generator').parameterCount).toBe(generator);
    expect(describeNetwork(recipe, 'discriminator').parameterCount).toBe(discriminator);
  });

  test('dcgan-28: kernels without biases, scale and offset for each normalised channel', () => {
    const recipe = findPreset('dcgan-28');
    const k4 = 16;
    const generator = k4 * (100 * 256 + 256 * 128 + 128 * 64 + 64) + 2 * (256 + 128 + 64);
    const discriminator = k4 * (64 + 64 * 128 + 128 * 256) + 9 * 256 + 2 * (64 + 128 + 256);
    expect(generator).toBe(1_066_880);
    expect(discriminator).toBe(659_584);
    expect(describeNetwork(recipe, 'generator').parameterCount).toBe(generator);
    expect(describeNetwork(recipe, 'discriminator').parameterCount).toBe(discriminator);
  });
});

describe('sides follow the formulas of PyTorch', () => {
  test.each([
    { side: 28, kernel: 4, stride: 2, padding: 1, made: 14 },
    { side: 7, kernel: 4, stride: 2, padding: 1, made: 3 },
    { side: 3, kernel: 3, stride: 1, padding: 0, made: 1 },
    { side: 5, kernel: 3, stride: 2, padding: 0, made: 2 },
  ])('convolution of $side with k$kernel s$stride p$padding makes $made', ({ side, kernel, stride, padding, made }) => {
    expect(convOutputSide(side, kernel, stride, padding)).toBe(made);
  });

  test.each([
    { side: 1, kernel: 4, stride: 1, padding: 0, made: 4 },
    { side: 4, kernel: 4, stride: 2, padding: 1, made: 8 },
    { side: 16, kernel: 4, stride: 2, padding: 3, made: 28 },
    { side: 3, kernel: 5, stride: 3, padding: 1, made: 9 },
  ])('transposed convolution of $side with k$kernel s$stride p$padding makes $made', (row) => {
    expect(transposedConvOutputSide(row.side, row.kernel, row.stride, row.padding)).toBe(row.made);
  });
});

describe('a shape that does not fit is refused with the layer, what it got and what it needs', () => {
  test.each([
    {
      layer: { kind: 'dense', id: 'judge', units: 1, bias: true },
      input: [28, 28, 1],
      sentence: 'Layer "judge" (dense) got 28x28x1 but needs a flat input; put a flatten layer before it.',
    },
    {
      layer: { kind: 'conv', id: 'down', filters: 8, kernel: 5, stride: 1, padding: 0, bias: true },
      input: [3, 3, 1],
      sentence:
        'Layer "down" (conv) got 3x3x1 but needs sides that leave at least one pixel with kernel 5, stride 1, padding 0.',
    },
    {
      layer: { kind: 'reshape', id: 'image', shape: [28, 28, 1] },
      input: [783],
      sentence: 'Layer "image" (reshape) got 783 but needs 784 numbers to form 28x28x1, not 783.',
    },
    {
      layer: { kind: 'upsample', id: 'grow', factor: 2 },
      input: [64],
      sentence:
        'Layer "grow" (upsample) got 64 but needs an image (height x width x channels); put a reshape layer before it.',
    },
  ] as const)('$layer.kind', ({ layer, input, sentence }) => {
    const inference = inferShapes({ layers: [layer] }, input);
    if (inference.ok) throw new Error('The shape fits.');
    expect(inference.error.layerId).toBe(layer.id);
    expect(`${inWords(inference.error.told, 'en')}.`).toBe(sentence);
  });
});
