import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useDiskForecast } from '../../../../../src/renderer/components/new-run/use-disk-forecast';
import { diskForecast } from '../../../../../src/renderer/recipe/recipe-cost';
import { useDataSets } from '../../../../../src/renderer/stores/data-sets';
import { useRunQueue } from '../../../../../src/renderer/stores/run-queue';
import type { DataSetCard } from '../../../../../src/shared/ipc';
import { dcgan28 } from '../../../../../src/shared/presets/dcgan-28';
import { mlpTutorial } from '../../../../../src/shared/presets/mlp-tutorial';
import type { QueuedRun } from '../../../../../src/shared/run-order';
import { samplesOf } from '../../../../new-run';
import { fakeStudio, type FakeStudio } from '../../stores/fake-studio';

const digits: DataSetCard = {
  source: dcgan28.data.source,
  name: 'Digits',
  imageCount: 60_000,
  testImageCount: 0,
  imageShape: [28, 28, 1],
  classCounts: null,
  classNames: null,
  thumbnail: samplesOf(0),
  own: null,
};
const queued: QueuedRun = {
  id: 'q1',
  order: { kind: 'new', recipe: dcgan28, parent: null, name: '', notes: '' },
  state: 'waiting',
};
let studio: FakeStudio;

beforeEach(async () => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  useRunQueue().listen();
  studio.answer('data:list', () => ({ ok: true, value: [digits] }));
  studio.answer('data:own', () => ({ ok: true, value: { cards: [], damaged: [] } }));
  await useDataSets().load();
});

test('a run is told of by its data set; of one that is not known nothing is said', () => {
  const { of } = useDiskForecast();
  expect(of(dcgan28, dcgan28)).toBe(diskForecast(dcgan28, { steps: 46_875, seconds: null }, false));
  const elsewhere = { ...dcgan28, data: { ...dcgan28.data, source: 'elsewhere' } };
  expect(of(elsewhere, dcgan28)).toBeNull();
});

test('new runs that wait take their share; one that goes on has its folder already', () => {
  const { of, waiting } = useDiskForecast();
  expect(waiting.value).toBe(0);
  studio.tell('queue:changed', [
    queued,
    { ...queued, id: 'q2', order: { ...queued.order, kind: 'new', recipe: mlpTutorial, parent: null, notes: '' } },
    { ...queued, id: 'q3', order: { kind: 'resume', runId: 'run-1', name: 'First' } },
  ]);
  expect(waiting.value).toBe((of(dcgan28, dcgan28) ?? 0) + (of(mlpTutorial, mlpTutorial) ?? 0));
});
