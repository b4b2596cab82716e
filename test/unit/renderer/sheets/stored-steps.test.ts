import { expect, test } from 'vitest';
import { storedSteps } from '../../../../src/renderer/sheets/stored-steps';

test('sheets that were stored since the run was read are known from the recipe', () => {
  expect(storedSteps([0, 100, 200], 100, 430)).toEqual([0, 100, 200, 300, 400]);
  expect(storedSteps([], 100, 250)).toEqual([0, 100, 200]);
  expect(storedSteps([0, 100, 157], 100, 157)).toEqual([0, 100, 157]);
});
