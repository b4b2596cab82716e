import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useShownSheet } from '../../../../src/renderer/stores/shown-sheet';
import { useTimeline } from '../../../../src/renderer/stores/timeline';
import { useWatchedRun } from '../../../../src/renderer/stores/watched-run';
import type { ExplorerPlace, ExplorerQuestion } from '../../../../src/shared/explore';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { success } from '../../../../src/shared/result';
import { metricsOf, samplesOf } from '../../../new-run';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { curvesOf, detailsOf } from './run-summary';

let studio: FakeStudio;
let asked: { readonly place: ExplorerPlace; readonly question: ExplorerQuestion }[];

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  asked = [];
  studio.answer('run:curves', () => success(curvesOf([metricsOf(1), metricsOf(90)])));
  studio.answer('explore:ask', (place, question) => {
    asked.push({ place, question });
    return success({ samples: samplesOf(place.step), verdicts: new Float32Array(100) });
  });
});

async function watchRun(steps: readonly number[], ema: typeof quickDigits.ema = quickDigits.ema) {
  studio.answer('run:read', (id) =>
    success({
      ...detailsOf(id, 'finished'),
      sheet: null,
      recipe: { ...quickDigits, ema },
      sheetSteps: [0, 10, 60, 90],
      checkpoints: steps.map((step) => ({ step, pinned: false })),
    }),
  );
  const watched = useWatchedRun();
  await watched.open('run-1');
  return { shown: useShownSheet(), timeline: useTimeline() };
}

test('raw weights are drawn from the checkpoint nearest to where one looks, with the latents of the sheet, each once', async () => {
  const { shown, timeline } = await watchRun([30, 90]);
  expect(asked).toEqual([]);
  shown.wanted = 'raw';
  await vi.waitFor(() => expect(shown.samples?.step).toBe(90));
  expect(asked[0]).toMatchObject({
    place: { runId: 'run-1', step: 90 },
    question: { type: 'draw', drawing: { weights: 'raw', batchNorm: 'running' }, rows: { count: 100 } },
  });
  timeline.position = 10;
  await vi.waitFor(() => expect(shown.samples?.step).toBe(30));
  timeline.position = null;
  await vi.waitFor(() => expect(shown.samples?.step).toBe(90));
  expect(asked.map(({ place }) => place.step)).toEqual([90, 30]);
});

test('a run without an average or without a checkpoint has its stored sheets alone', async () => {
  const { shown } = await watchRun([], quickDigits.ema);
  shown.wanted = 'raw';
  expect([shown.canBeRaw, shown.isRaw]).toEqual([false, false]);
  setActivePinia(createPinia());
  const bare = (await watchRun([90], null)).shown;
  bare.wanted = 'raw';
  expect([bare.canBeRaw, bare.isRaw]).toEqual([false, false]);
});

test('a checkpoint that cannot be drawn says why, and the next one is tried', async () => {
  const { shown, timeline } = await watchRun([30, 90]);
  studio.answer('explore:ask', ({ step }) =>
    step === 90
      ? { ok: false, code: 'checkpoint-damaged', message: 'The checkpoint is damaged.' }
      : success({ samples: samplesOf(step), verdicts: new Float32Array(100) }),
  );
  shown.wanted = 'raw';
  await vi.waitFor(() => expect(shown.problem).toBe('The checkpoint is damaged.'));
  expect(shown.samples).toBe(null);
  timeline.position = 10;
  await vi.waitFor(() => expect(shown.samples?.step).toBe(30));
  expect(shown.problem).toBe(null);
});
