import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeFormula } from '../../../../src/renderer/network-editing/size-formula';
import { inferLayer } from '../../../../src/shared/layer-shapes';
import type { LayerSpec } from '../../../../src/shared/layer-specs';

const text = (layer: LayerSpec, inputs: readonly (readonly number[])[]): string | undefined =>
  sizeFormula(layer, inputs)
    ?.parts.map((part) => part.text)
    .join('');

test('a formula ends in the side that the layer makes, and its own arithmetic leads there', () => {
  const window = fc.record({
    kernel: fc.integer({ min: 1, max: 9 }),
    stride: fc.integer({ min: 1, max: 4 }),
    padding: fc.integer({ min: 0, max: 4 }),
  });
  fc.assert(
    fc.property(
      window,
      fc.integer({ min: 1, max: 64 }),
      fc.constantFrom('conv', 'transposedConv'),
      (settings, side, kind) => {
        const layer = { kind, id: 'one', filters: 8, bias: false, ...settings } as LayerSpec;
        const inferred = inferLayer(layer, [[side, side, 3]]);
        fc.pre('output' in inferred);
        const [formula = '', result] = (text(layer, [[side, side, 3]]) ?? '').split(' = ');
        expect('output' in inferred && inferred.output[0]).toBe(Number(result));
        expect(evaluate(formula)).toBe(Number(result));
      },
    ),
  );
});

/** Computes a formula as it is printed. */
function evaluate(formula: string): number {
  const script = formula.replaceAll('·', '*').replace('⌊', 'Math.floor(').replace('⌋', ')');
  return Number(new Function(`return ${script}`)());
}

test.each([
  [
    { kind: 'transposedConv', id: 'a', filters: 64, kernel: 4, stride: 2, padding: 1, bias: false },
    [[8, 8, 128]],
    '(8 - 1) · 2 - 2 · 1 + 4 = 16',
  ],
  [
    { kind: 'conv', id: 'a', filters: 64, kernel: 4, stride: 2, padding: 1, bias: false },
    [[7, 7, 128]],
    '⌊(7 + 2 · 1 - 4) / 2⌋ + 1 = 3',
  ],
  [{ kind: 'flatten', id: 'a' }, [[3, 3, 256]], '3 · 3 · 256 = 2304'],
  [{ kind: 'reshape', id: 'a', shape: [1, 1, 100] }, [[100]], '1 · 1 · 100 = 100'],
  [
    { kind: 'concat', id: 'a' },
    [
      [28, 28, 1],
      [28, 28, 1],
    ],
    '1 + 1 = 2',
  ],
  [{ kind: 'upsample', id: 'a', factor: 2 }, [[7, 7, 1]], '7 · 2 = 14'],
] as const)('%j', (layer, inputs, expected) => {
  expect(text(layer, inputs)).toBe(expected);
});

test('a layer that keeps its shape has none', () => {
  expect(sizeFormula({ kind: 'relu', id: 'a' }, [[4, 4, 8]])).toBeNull();
});
