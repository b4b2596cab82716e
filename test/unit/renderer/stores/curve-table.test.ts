import { createPinia, setActivePinia } from 'pinia';
import { expect, test } from 'vitest';
import { useChartView } from '../../../../src/renderer/stores/chart-view';
import { useCurveTable } from '../../../../src/renderer/stores/curve-table';
import { useWatchedRun } from '../../../../src/renderer/stores/watched-run';
import { success } from '../../../../src/shared/result';
import { metricsOf } from '../../../new-run';
import { fakeStudio } from './fake-studio';
import { curvesOf, detailsOf } from './run-summary';

test('the table opens with the steps in sight, and is read anew for others', async () => {
  setActivePinia(createPinia());
  const studio = fakeStudio();
  const lines = Array.from({ length: 400 }, (_, at) => metricsOf(at + 1));
  const asked: unknown[] = [];
  studio.answer('run:read', (id) => success(detailsOf(id, 'finished')));
  studio.answer('run:curves', (_id, range, rows) => {
    asked.push([range, rows]);
    return success(curvesOf(range ? lines.slice(range.from - 1, range.to) : lines));
  });
  await useWatchedRun().open('run-1');
  const curves = useCurveTable();
  await curves.open();
  expect([curves.from, curves.to, curves.table?.length]).toEqual([1, 400, 400]);
  useChartView().zoom(0.25, 0);
  await curves.open();
  expect([curves.from, curves.to]).toEqual([1, 100]);
  // the wrong way round is the same stretch
  [curves.from, curves.to, curves.size] = [7, 5, 10];
  await curves.read();
  expect(asked.at(-1)).toEqual([{ from: 5, to: 7 }, 10]);
  expect(curves.csv.split('\n')).toHaveLength(5);
});
