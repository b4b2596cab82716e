import { describe, expect, test } from 'vitest';
import { layerGroups, newLayer } from '../../../../src/renderer/network-editing/layer-catalogue';
import { fieldsOf, readShape, stepField, withField } from '../../../../src/renderer/network-editing/layer-fields';
import { layerSpecSchema } from '../../../../src/shared/layer-specs';

const kinds = layerGroups.flatMap((group) => group.kinds);

test('every kind of layer is offered once', () => {
  const all = layerSpecSchema.options.map(({ shape }) => shape.kind.value);
  expect([...kinds].sort()).toEqual([...all].sort());
});

describe.each(kinds)('%s', (kind) => {
  test.each([null, [100], [28, 28, 1], [2, 2, 8]])('begins as the recipe allows, on %j', (input) => {
    expect(layerSpecSchema.safeParse(newLayer(kind, input)).error).toBeUndefined();
  });

  test('has every setting that the recipe knows', () => {
    const option = layerSpecSchema.options.find(({ shape }) => shape.kind.value === kind);
    const known = Object.keys(option?.shape ?? {}).filter((key) => !['kind', 'id', 'inputs'].includes(key));
    expect(
      fieldsOf(kind)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(known.sort());
  });

  test('has the limits of the recipe', () => {
    const layer = newLayer(kind, null);
    for (const field of fieldsOf(kind)) {
      if (field.type !== 'number') continue;
      const within =
        field.name === 'kernel' && kind === 'minibatchDiscrimination' ? [1, 65_536] : [field.min, field.max];
      expect([field.min, field.max]).toEqual(within);
      for (const value of within) expect(withField(layer, field.name, value), `${field.name} ${value}`).not.toBeNull();
      expect(withField(layer, field.name, field.max + 1)).toBeNull();
      // the deviation of a noise may be any small number above 0
      expect(withField(layer, field.name, field.name === 'deviation' ? 0 : field.min - 1)).toBeNull();
    }
  });
});

test('a flag that is off again is not said', () => {
  const layer = newLayer('conv', null);
  const on = withField(layer, 'spectralNorm', true);
  expect(on).toMatchObject({ spectralNorm: true });
  expect(on && withField(on, 'spectralNorm', false)).toEqual(layer);
});

test('steppers go by ones or by powers of two, and stop at the limits', () => {
  const [filters, kernel] = fieldsOf('conv');
  if (!filters || !kernel) throw new Error('no fields');
  expect([64, 100, 65_536].map((value) => stepField(filters, value, 1))).toEqual([128, 128, 65_536]);
  expect([64, 100, 1].map((value) => stepField(filters, value, -1))).toEqual([32, 64, 1]);
  expect([4, 64].map((value) => stepField(kernel, value, 1))).toEqual([5, 64]);
  expect(stepField(kernel, 1, -1)).toBe(1);
});

test.each([
  ['4 x 4 x 256', [4, 4, 256]],
  ['4×4×256', [4, 4, 256]],
  ['784', [784]],
  ['4, 4', [4, 4]],
  ['', null],
  ['4 x', null],
  ['0 x 4', null],
  ['1 x 2 x 3 x 4', null],
  ['a', null],
])('the shape %j', (text, shape) => expect(readShape(text)).toEqual(shape));
