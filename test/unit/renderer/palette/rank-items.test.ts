import { expect, test } from 'vitest';
import { rankItems, withChoice } from '../../../../src/renderer/palette/rank-items';

const item = (key: string, title = key) => ({ key, title, rest: '' });
const keys = (found: readonly { readonly key: string }[]) => found.map(({ key }) => key);

test('where nothing is typed everything is there, what was chosen lately first', () => {
  expect(keys(rankItems([item('a'), item('b'), item('c')], ' ', ['c', 'gone', 'b']))).toEqual(['c', 'b', 'a']);
});

test('the better fit comes before what was chosen lately, which comes before its equals', () => {
  const items = [item('1', 'quick digits'), item('2', 'not quick'), item('3', 'quick digits')];
  expect(keys(rankItems(items, 'quick', ['3', '2']))).toEqual(['3', '1', '2']);
});

test('equals stay in their order', () => {
  const items = Array.from({ length: 50 }, (_, index) => item(String(index), 'run'));
  expect(keys(rankItems(items, 'run', []))).toEqual(keys(items));
});

test('a choice goes to the front, once, and the oldest are forgotten', () => {
  expect(withChoice(['a', 'b', 'c'], 'c', 3)).toEqual(['c', 'a', 'b']);
  expect(withChoice(['a', 'b', 'c'], 'd', 3)).toEqual(['d', 'a', 'b']);
});
