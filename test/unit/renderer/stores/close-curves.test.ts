import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { useChartView } from '../../../../src/renderer/stores/chart-view';
import { useCloseCurves } from '../../../../src/renderer/stores/close-curves';
import { useWatchedRun } from '../../../../src/renderer/stores/watched-run';
import { success } from '../../../../src/shared/result';
import { metricsOf } from '../../../new-run';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { curvesOf, detailsOf } from './run-summary';

const lines = Array.from({ length: 4096 }, (_, at) => metricsOf(at + 1));
let studio: FakeStudio;
let asked: unknown[];

beforeEach(async () => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  asked = [];
  studio.answer('run:read', (id) => success(detailsOf(id, 'finished')));
  studio.answer('run:curves', (_id, range) => {
    asked.push(range);
    if (range === null) return success(curvesOf(lines, 8));
    return success(curvesOf(lines.slice(range.from - 1, range.to)));
  });
  await useWatchedRun().open('run-1');
});

test('what is looked at closely comes in finer rows, and the whole run in those that are known', async () => {
  const view = useChartView();
  const close = useCloseCurves();
  expect(close.table().width).toBe(8);
  view.zoom(0.1, 0.5);
  await vi.waitFor(() => expect(close.table().width).toBe(1));
  const { from, to } = view.range ?? { from: 0, to: 0 };
  expect(close.table().head(0, 'firstStep')).toBe(Math.max(1, Math.floor(from)));
  expect(close.table().lastStep).toBe(Math.ceil(to));
  view.showAll();
  await vi.waitFor(() => expect(close.table().width).toBe(8));
  expect(asked).toHaveLength(2);
});

test('a short run is known in rows of one step, and nothing more is asked for', async () => {
  studio.answer('run:curves', (_id, range) => {
    asked.push(range);
    return success(curvesOf(lines.slice(0, 300)));
  });
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  await useWatchedRun().open('run-2');
  const [view, close] = [useChartView(), useCloseCurves()];
  view.zoom(0.1, 0.5);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(close.table().width).toBe(1);
  expect(asked).toEqual([null, null]);
});
