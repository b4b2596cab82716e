import { describe, expect, test } from 'vitest';
import { divideBySigma } from '../../../../src/main/export/divide-by-sigma';
import { generatorOf } from '../../../../src/main/export/generator';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { generatorTensors } from '../../../generator-tensors';
import { tinyRecipe } from '../../../tiny-recipe';

const snapshot = { recipe: quickDigits, step: 5, tensors: generatorTensors(quickDigits) };

describe('the generator of a checkpoint', () => {
  test('is the average where the recipe keeps one, unless the raw weights are asked for', () => {
    const weightOf = (wanted?: 'ema' | 'raw') => generatorOf(snapshot, wanted).layers[1]?.values.get('weight')?.data;
    const stored = (name: string) => snapshot.tensors.find((tensor) => tensor.name === name)?.data;
    expect(generatorOf(snapshot).weights).toBe('ema');
    expect(weightOf()).toBe(stored('ema/generator/up1/weight'));
    expect(weightOf('ema')).toBe(stored('ema/generator/up1/weight'));
    expect(weightOf('raw')).toBe(stored('generator/up1/weight'));
  });

  test('cannot be an average that was never kept', () => {
    const recipe = { ...tinyRecipe, ema: null };
    const tensors = generatorTensors(recipe);
    expect(generatorOf({ recipe, step: 0, tensors }).weights).toBe('raw');
    expect(() => generatorOf({ recipe, step: 0, tensors }, 'ema')).toThrow('"tiny" keeps no moving average');
  });

  test.each([
    [
      'lacks a tensor',
      snapshot.tensors.filter(({ name }) => name !== 'ema/generator/up4/weight'),
      'lacks ema/generator/up4/weight',
    ],
    [
      'has one of another shape',
      snapshot.tensors.map((tensor) => ({ ...tensor, shape: [tensor.data.length] })),
      'holds ema/generator/up1/weight as float32 [131072], but its recipe needs float32 [4x4x128x64]',
    ],
  ])('that %s is refused', (_what, tensors, sentence) => {
    expect(() => generatorOf({ ...snapshot, tensors })).toThrow(sentence);
  });
});

describe('a weight divided by sigma', () => {
  const u = Float32Array.of(1, 2);
  const v = Float32Array.of(1, 0, 3);

  test('of a dense layer [in, out] is divided by the sum of u · weight · v', () => {
    const weight = { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
    // 1·(1·1 + 2·2) + 3·(5·1 + 6·2)
    const sigma = 56;
    expect(divideBySigma(weight, 'dense', { u, v }).data).toEqual(weight.data.map((value) => value / sigma));
  });

  test('of a transposed convolution [kernel, kernel, out, in] takes the axes by their meaning', () => {
    const weight = { shape: [1, 1, 2, 3], data: Float32Array.of(1, 3, 5, 2, 4, 6) };
    expect(divideBySigma(weight, 'transposedConv', { u, v }).data).toEqual(weight.data.map((value) => value / 56));
  });
});
