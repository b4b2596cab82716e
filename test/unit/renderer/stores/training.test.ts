import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useNotices } from '../../../../src/renderer/stores/notices';
import { useTraining } from '../../../../src/renderer/stores/training';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import { metricsOf, samplesOf } from '../../../new-run';
import { fakeStudio, type FakeStudio } from './fake-studio';

let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
});

function listening(): ReturnType<typeof useTraining> {
  const training = useTraining();
  training.listen();
  return training;
}

test('a started run is live until it ends', async () => {
  const training = listening();
  studio.answer('run:start', () => ({ ok: true, value: 'run-1' }));
  expect(await training.start(quickDigits)).toBe('run-1');
  studio.tell('run:stage', { runId: 'run-1', stage: 'training' });
  studio.tell('run:metrics', { runId: 'run-1', lines: [metricsOf(1), metricsOf(2)] });
  studio.tell('run:metrics', { runId: 'run-1', lines: [metricsOf(12)] });
  studio.tell('run:samples', { runId: 'run-1', samples: samplesOf(12) });
  expect(training.runIds).toEqual(['run-1']);
  const live = training.live('run-1');
  expect(live?.latest?.step).toBe(12);
  expect(live?.samples?.step).toBe(12);
  expect(live?.stepsPerSecond).toBeCloseTo(10, 6);
  studio.tell('run:stage', { runId: 'run-1', stage: 'ended' });
  expect(training.isTraining).toBe(false);
  expect(training.live('run-1')).toBeNull();
});

test('while one run is starting no second one is asked for', async () => {
  const training = listening();
  const start = vi.fn(() => ({ ok: true as const, value: 'run-1' }));
  studio.answer('run:start', start);
  await Promise.all([training.start(quickDigits), training.start(quickDigits)]);
  expect(start).toHaveBeenCalledTimes(1);
});

test('a start that fails says why and leaves the window free', async () => {
  const training = listening();
  studio.answer('run:start', () => ({ ok: false, code: 'disk-full', message: 'The disk is full.' }));
  expect(await training.start(quickDigits)).toBeNull();
  expect(useNotices().problems).toMatchObject([{ code: 'disk-full', message: 'The disk is full.' }]);
  expect(training.isTraining).toBe(false);
  expect(training.isStarting).toBe(false);
});

test('a run that ended before its start was answered does not count as training', async () => {
  const training = listening();
  studio.answer('run:start', () => {
    studio.tell('run:stage', { runId: 'run-1', stage: 'training' });
    studio.tell('run:stage', { runId: 'run-1', stage: 'ended' });
    return { ok: true, value: 'run-1' };
  });
  expect(await training.start(quickDigits)).toBe('run-1');
  expect(training.runIds).toEqual([]);
});

test('stopping is asked for once, however often it is pressed', async () => {
  const training = listening();
  studio.answer('run:start', () => ({ ok: true, value: 'run-1' }));
  await training.start(quickDigits);
  const stop = vi.fn(() => ({ ok: true as const, value: undefined }));
  studio.answer('run:stop', stop);
  await Promise.all([training.stop('run-1'), training.stop('run-1'), training.pause('run-1')]);
  expect(stop).toHaveBeenCalledTimes(1);
  expect(training.live('run-1')?.ending).toBeNull();
});

test('two runs train side by side, each with its own news and its own end', async () => {
  const training = listening();
  studio.answer('run:start', () => ({ ok: true, value: 'run-1' }));
  await training.start(quickDigits);
  studio.answer('run:start', () => ({ ok: true, value: 'run-2' }));
  await training.start(quickDigits);
  studio.tell('run:metrics', { runId: 'run-2', lines: [metricsOf(5)] });
  studio.tell('run:paused', { runId: 'run-1', problem: { code: 'disk-full', message: 'The disk is full.' } });
  expect(training.live('run-1')?.latest).toBeNull();
  expect(training.live('run-2')?.latest?.step).toBe(5);
  expect(training.waiting.map(({ runId }) => runId)).toEqual(['run-1']);
  const paused = vi.fn((runId: string) => {
    studio.tell('run:stage', { runId, stage: 'ended' });
    return { ok: true as const, value: undefined };
  });
  studio.answer('run:pause', paused);
  await training.pause('run-2');
  expect(paused).toHaveBeenCalledWith('run-2');
  expect(training.runIds).toEqual(['run-1']);
});

test('what went wrong without being asked is reported', () => {
  listening();
  studio.tell('run:problem', { runId: 'run-1', code: 'trainer-lost', message: 'It was ended by SIGKILL.' });
  expect(useNotices().problems).toMatchObject([{ code: 'trainer-lost' }]);
});

test('a window that was loaded anew takes up the runs that train', () => {
  const training = listening();
  studio.tell('run:metrics', { runId: 'run-1', lines: [metricsOf(40)] });
  expect(training.live('run-1')).toMatchObject({ stage: 'training', latest: { step: 40 } });
  studio.tell('run:stage', { runId: 'run-1', stage: 'ended' });
  studio.tell('run:metrics', { runId: 'run-1', lines: [metricsOf(41)] });
  expect(training.runIds).toEqual([]);
});

test('a run that ended and goes on is live again', async () => {
  const training = listening();
  studio.tell('run:stage', { runId: 'run-1', stage: 'ended' });
  studio.answer('run:resume', () => ({ ok: true, value: 'run-1' }));
  expect(await training.resume('run-1')).toBe('run-1');
  expect(training.runIds).toEqual(['run-1']);
});
