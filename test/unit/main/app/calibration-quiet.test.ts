import { expect, test } from 'vitest';
import { calibrationQuiet } from '../../../../src/main/app/calibration-quiet';

test('a machine is measured after two quiet seconds, after as many milliseconds as are asked for, or not at all', () => {
  expect(calibrationQuiet('')).toBe(2_000);
  expect(calibrationQuiet('on')).toBe(2_000);
  expect(calibrationQuiet('-1')).toBe(2_000);
  expect(calibrationQuiet('100')).toBe(100);
  expect(calibrationQuiet('0')).toBe(0);
  expect(calibrationQuiet('off')).toBeNull();
});
