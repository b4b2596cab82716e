import { expect, test } from 'vitest';
import { keyOf, listRows, orderOf } from '../../../../src/renderer/run-list/list-rows';
import { summaryOf } from '../stores/run-summary';

test('runs that train stand first, each group under its heading with its count', () => {
  const runs = [summaryOf('c', 'finished'), summaryOf('b', 'running'), summaryOf('a', 'interrupted')];
  const rows = listRows(runs);
  expect(rows.map(keyOf)).toEqual(['heading:trainingNow', 'b', 'heading:earlier', 'c', 'a']);
  expect(rows.filter((row) => row.kind === 'heading').map(({ count }) => count)).toEqual([1, 2]);
  expect(orderOf(rows)).toEqual(['b', 'c', 'a']);
});

test('a group without runs has no heading', () => {
  expect(listRows([summaryOf('a', 'stopped')]).map(keyOf)).toEqual(['heading:earlier', 'a']);
  expect(listRows([summaryOf('a', 'running')]).map(keyOf)).toEqual(['heading:trainingNow', 'a']);
  expect(listRows([])).toEqual([]);
});
