import { expect, test } from 'vitest';
import { everyRun, filterRuns, isFiltering, type RunFilter } from '../../../../src/renderer/run-list/run-filter';
import { noNotes } from '../../../../src/shared/run-notes';
import { summaryOf } from '../stores/run-summary';

const words = { preset: (preset: string) => ({ 'wgan-gp-28': '梯度惩罚' })[preset] ?? preset, state: String };

const runs = [
  { ...summaryOf('run-1', 'running'), preset: 'quick-digits', dataSetName: 'MNIST' },
  {
    ...summaryOf('run-2', 'finished'),
    preset: 'wgan-gp-28',
    dataSetName: 'Our scans',
    notes: { ...noNotes, star: true },
  },
  { ...summaryOf('run-3', 'failed'), seed: 7, notes: { ...noNotes, name: 'Learning rate × 5', tags: ['homework'] } },
];

function found(filter: Partial<RunFilter>): readonly string[] {
  return filterRuns(runs, { ...everyRun, ...filter }, words).map(({ id }) => id);
}

test.each([
  ['', ['run-1', 'run-2', 'run-3']],
  ['learning RATE', ['run-3']],
  ['homework', ['run-3']],
  ['scans', ['run-2']],
  ['wgan', ['run-2']],
  ['梯度', ['run-2']],
  ['mnist 7', ['run-3']],
  ['mnist scans', []],
  ['  failed ', ['run-3']],
])('"%s" finds by name, preset, data set, tag, seed and state', (text, expected) => {
  expect(found({ text })).toEqual(expected);
});

test('states and stars narrow further', () => {
  expect(found({ states: new Set(['running', 'failed']) })).toEqual(['run-1', 'run-3']);
  expect(found({ starredOnly: true })).toEqual(['run-2']);
  expect(found({ starredOnly: true, states: new Set(['failed']) })).toEqual([]);
  expect(found({ states: new Set(['running', 'finished']), text: 'scans' })).toEqual(['run-2']);
});

test('a filter that leaves nothing out says so', () => {
  expect(isFiltering({ ...everyRun, text: '  ' })).toBe(false);
  expect(isFiltering({ ...everyRun, starredOnly: true })).toBe(true);
});
