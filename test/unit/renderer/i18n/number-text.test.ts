import { expect, test } from 'vitest';
import { bytesText, clockText, countText, metricText, paceText } from '../../../../src/renderer/i18n/number-text';

test.each([
  [0, '0:00'],
  [59.9, '0:59'],
  [2233, '37:13'],
  [3600, '1:00:00'],
  [-5, '0:00'],
])('%d seconds on a clock', (seconds, text) => {
  expect(clockText(seconds)).toBe(text);
});

test('a clock tells parts of a second where they are asked for', () => {
  expect([1.25, 59.999, 3600.5].map((seconds) => clockText(seconds, 2))).toEqual(['0:01.25', '0:59.99', '1:00:00.50']);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [6_700_000, '6.7 MB'],
  [47_040_000, '47 MB'],
  [214e9, '214 GB'],
])('%d bytes', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each([
  [784, '784'],
  [205_000, '0.20 M'],
  [1_734_000, '1.73 M'],
])('%d parameters', (count, text) => {
  expect(countText(count)).toBe(text);
});

test.each([
  [0.694, '0.69'],
  [0, '0.00'],
  [0.0031, '3e-3'],
  [123.4, '123'],
])('the metric %d', (value, text) => {
  expect(metricText(value)).toBe(text);
});

test.each([
  [8.44, '8.4'],
  [538.2, '538'],
  [1926, '1,926'],
])('%d a second', (value, text) => {
  expect(paceText(value)).toBe(text);
});
