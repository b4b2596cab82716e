import { expect, test } from 'vitest';
import { remainingSeconds, runProgress } from '../../../src/shared/run-progress';

const position = { step: 300, epoch: 0.5, seconds: 15 };

test.each([
  [{ unit: 'steps', amount: 1200 }, 0.25],
  [{ unit: 'epochs', amount: 2 }, 0.25],
  [{ unit: 'minutes', amount: 1 }, 0.25],
  [{ unit: 'steps', amount: 100 }, 1],
] as const)('progress of %o', (length, progress) => {
  expect(runProgress(length, position)).toBe(progress);
});

test('the clock says how long a run by the clock still takes', () => {
  expect(remainingSeconds({ unit: 'minutes', amount: 1 }, position, null, null)).toBe(45);
});

test('steps that are left take as long as the steps just made', () => {
  expect(remainingSeconds({ unit: 'epochs', amount: 2 }, position, 0.05, 1200)).toBe(45);
});

test('without a measured pace nobody knows', () => {
  expect(remainingSeconds({ unit: 'epochs', amount: 2 }, position, null, 1200)).toBeNull();
});

test('nothing remains beyond the end', () => {
  expect(remainingSeconds({ unit: 'minutes', amount: 0.1 }, position, null, null)).toBe(0);
  expect(remainingSeconds({ unit: 'steps', amount: 200 }, position, 0.05, 200)).toBe(0);
});
