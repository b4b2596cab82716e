import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useComparison } from '../../../../src/renderer/stores/comparison';
import { useExportedRun } from '../../../../src/renderer/stores/exported-run';
import { useNavigation } from '../../../../src/renderer/stores/navigation';
import { success } from '../../../../src/shared/result';
import { metricsOf } from '../../../new-run';
import { fakeStudio } from './fake-studio';
import { curvesOf, detailsOf, summaryOf } from './run-summary';

beforeEach(() => {
  setActivePinia(createPinia());
  const studio = fakeStudio();
  studio.answer('run:curves', () => success(curvesOf([metricsOf(1), metricsOf(90)])));
  studio.answer('comparison:read', (id) => {
    const { recipe, record } = detailsOf(id, 'finished');
    const summary = { ...summaryOf(id, 'finished'), step: 90 };
    return success({ summary, recipe, record, sheetSteps: [0, 30, 60, 90], checkpointSteps: [60, 90] });
  });
});

test('before a run is watched there is none to export', () => {
  expect(useExportedRun().run).toBe(null);
});

test('a run of the comparison is exported at the sheet that stands in its column', async () => {
  const comparison = useComparison();
  comparison.open(['a', 'b']);
  await vi.waitFor(() => expect(comparison.entries.every(({ state }) => state === 'ready')).toBe(true));
  const navigation = useNavigation();
  navigation.showExport('b');
  const exported = useExportedRun();
  expect(exported.run).toMatchObject({ id: 'b', step: null, steps: [0, 30, 60, 90], newestStep: 90 });
  expect(exported.run).toMatchObject({ checkpointSteps: [60, 90], epoch: (90 * 32) / 60_000 });
  comparison.move(-2);
  expect(exported.run).toMatchObject({ step: 30 });
});

test('a run that was taken out of the comparison has no figures there any more', async () => {
  const comparison = useComparison();
  comparison.open(['a', 'b']);
  await vi.waitFor(() => expect(comparison.entries.every(({ state }) => state === 'ready')).toBe(true));
  useNavigation().showExport('b');
  comparison.remove('b');
  expect(useExportedRun().run).toBe(null);
});
