import { expect, test } from 'vitest';
import { EndNotifier, type EndNotice, type EndNotifierOptions } from '../../../../src/main/app/end-notifier';
import type { RunSummary } from '../../../../src/shared/run';
import { noNotes } from '../../../../src/shared/run-notes';
import { summaryOf } from '../../renderer/stores/run-summary';

/** What is said of a run that trained for so many seconds. */
function noticesOf(seconds: number, end: RunSummary, changes: Partial<EndNotifierOptions> = {}): readonly EndNotice[] {
  const shown: EndNotice[] = [];
  let now = 0;
  const notifier = new EndNotifier({
    isWanted: () => true,
    isWatched: () => false,
    language: () => 'en',
    show: (notice) => shown.push(notice),
    now: () => now,
    ...changes,
  });
  notifier.hear('run:stage', { runId: 'a', stage: 'starting' });
  notifier.hear('run:changed', summaryOf('a', 'running'));
  now = 1000 * seconds;
  notifier.hear('run:stage', { runId: 'a', stage: 'saving' });
  notifier.hear('run:changed', end);
  notifier.hear('run:changed', end);
  return shown;
}

const finished = { ...summaryOf('a', 'finished'), step: 1300, notes: { ...noNotes, name: 'First try' } };

test('the end of a run of a minute is said once, with its name and its steps', () => {
  expect(noticesOf(60, finished)).toEqual([
    { runId: 'a', title: 'Training finished', body: 'First try\nMNIST, 1,300 steps' },
  ]);
});

test('a failure says why, in Chinese too', () => {
  const failed = { ...summaryOf('a', 'failed'), reason: 'The loss is not a number.' };
  const [notice] = noticesOf(90, failed, { language: () => 'zh-CN' });
  expect(notice).toMatchObject({ title: '训练失败', body: 'quick-digits, 0\nThe loss is not a number.' });
});

test('nothing is said of a short run, to someone who watches, or who does not want it', () => {
  expect(noticesOf(59, finished)).toEqual([]);
  expect(noticesOf(60, finished, { isWatched: () => true })).toEqual([]);
  expect(noticesOf(60, finished, { isWanted: () => false })).toEqual([]);
});

test('a pause is no end', () => {
  expect(noticesOf(60, summaryOf('a', 'paused'))).toEqual([]);
});

test('nothing is said of runs that another program trained', () => {
  expect(noticesOf(60, summaryOf('elsewhere', 'finished'))).toEqual([]);
});
