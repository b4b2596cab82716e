import { expect, test } from 'vitest';
import { TaskBarProgress, type TaskBarLook } from '../../../../src/main/app/task-bar-progress';
import { summaryOf } from '../../renderer/stores/run-summary';

function setUp(): { readonly bar: TaskBarProgress; readonly latest: () => TaskBarLook | undefined } {
  const shown: TaskBarLook[] = [];
  return { bar: new TaskBarProgress((look) => shown.push(look)), latest: () => shown.at(-1) };
}

test('a run that starts has no end yet, then its share is shown, then nothing', () => {
  const { bar, latest } = setUp();
  bar.setTraining(true);
  expect(latest()).toEqual({ value: 2, mode: 'indeterminate' });
  bar.setProgress('a', 0.25);
  expect(latest()).toEqual({ value: 0.25, mode: 'normal' });
  bar.hear('run:changed', summaryOf('a', 'finished'));
  bar.setTraining(false);
  expect(latest()).toEqual({ value: -1, mode: 'none' });
});

test('of several runs the mean is shown', () => {
  const { bar, latest } = setUp();
  bar.setTraining(true);
  bar.setProgress('a', 0.2);
  bar.setProgress('b', 0.6);
  expect(latest()?.value).toBeCloseTo(0.4);
  bar.hear('run:changed', summaryOf('a', 'finished'));
  expect(latest()?.value).toBeCloseTo(0.6);
});

test('a run that waits for the disk is shown as paused', () => {
  const { bar, latest } = setUp();
  bar.setTraining(true);
  bar.setProgress('a', 0.5);
  bar.hear('run:paused', { runId: 'a', problem: { code: 'disk-full', message: 'full' } });
  expect(latest()?.mode).toBe('paused');
  bar.hear('run:paused', { runId: 'a', problem: null });
  expect(latest()?.mode).toBe('normal');
});

test('one run that goes on does not hide that another waits', () => {
  const { bar, latest } = setUp();
  bar.setTraining(true);
  for (const runId of ['a', 'b']) {
    bar.setProgress(runId, 0.5);
    bar.hear('run:paused', { runId, problem: { code: 'disk-full', message: 'full' } });
  }
  bar.hear('run:paused', { runId: 'a', problem: null });
  expect(latest()?.mode).toBe('paused');
  bar.hear('run:changed', summaryOf('b', 'stopped'));
  expect(latest()?.mode).toBe('normal');
});

test('a failed run stays marked until the window is looked at', () => {
  const { bar, latest } = setUp();
  bar.setTraining(true);
  bar.setProgress('a', 0.5);
  bar.hear('run:changed', summaryOf('a', 'failed'));
  bar.setTraining(false);
  expect(latest()).toEqual({ value: 1, mode: 'error' });
  bar.setSeen();
  expect(latest()).toEqual({ value: -1, mode: 'none' });
});
