import { expect, test } from 'vitest';
import { logarithmicAxis, linearAxis, tickText } from '../../../../src/renderer/charts/value-axis';

const curveOf = (...values: number[]) => {
  const points = values.map((y, x) => ({ x, y }));
  return { raw: points, smoothed: points };
};

test.each([
  [0, '0'],
  [0.5, '0.5'],
  [20, '20'],
  [0.00001, '1e-5'],
  [20_000, '20k'],
  [1_000_000, '1e+6'],
])('the tick at %d reads %s', (value, text) => {
  expect(tickText(value)).toBe(text);
});

test('a logarithmic axis spans the positive values by whole powers of ten, whatever else there is', () => {
  const { lowest, highest } = logarithmicAxis([curveOf(0.03, 7, 0, -2, Number.NaN)]);
  expect(lowest).toBeCloseTo(0.01);
  expect(highest).toBeCloseTo(10);
});

test('a linear axis reaches below nought only where values do', () => {
  expect(linearAxis([curveOf(1, 2)]).lowest).toBe(0);
  expect(linearAxis([curveOf(-1, 2)]).lowest).toBeLessThan(-0.9);
});
