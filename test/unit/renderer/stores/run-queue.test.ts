import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useNotices } from '../../../../src/renderer/stores/notices';
import { useRunQueue } from '../../../../src/renderer/stores/run-queue';
import { useTraining } from '../../../../src/renderer/stores/training';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import type { QueuedRun, RunOrder } from '../../../../src/shared/run-order';
import { fakeStudio, type FakeStudio } from './fake-studio';

const order: RunOrder = { kind: 'new', recipe: quickDigits, parent: null, name: '', notes: '' };
const queued: QueuedRun = { id: 'q1', order, state: 'waiting' };
let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  useTraining().listen();
  useRunQueue().listen();
});

test('where nothing trains, an order begins without a question', async () => {
  const queue = useRunQueue();
  studio.answer('run:start', () => ({ ok: true, value: 'run-1' }));
  expect(await queue.order(order)).toEqual({ kind: 'began', runId: 'run-1' });
  expect(queue.asking).toBeNull();
});

test.each([
  ['queue', { kind: 'queued' }, [1, 0]],
  ['beside', { kind: 'began', runId: 'run-2' }, [0, 1]],
  ['neither', { kind: 'none' }, [0, 0]],
] as const)('while a run trains the person is asked, and %s is done', async (choice, outcome, calls) => {
  const queue = useRunQueue();
  studio.tell('run:stage', { runId: 'run-1', stage: 'training' });
  const add = vi.fn(() => ({ ok: true as const, value: queued }));
  const start = vi.fn(() => ({ ok: true as const, value: 'run-2' }));
  studio.answer('queue:add', add);
  studio.answer('run:start', start);
  const answer = queue.order(order);
  expect(queue.asking).toEqual(order);
  await queue.decide(choice);
  expect(await answer).toEqual(outcome);
  expect([add.mock.calls.length, start.mock.calls.length]).toEqual(calls);
  expect(queue.asking).toBeNull();
});

test('what was queued when the studio was closed keeps nobody from training', async () => {
  const queue = useRunQueue();
  studio.tell('queue:changed', [{ ...queued, state: 'held' }]);
  expect(queue.held).toHaveLength(1);
  studio.answer('run:start', () => ({ ok: true, value: 'run-1' }));
  expect(await queue.order(order)).toMatchObject({ kind: 'began' });
});

test('a run that was paused is gone on with by the same way', async () => {
  const queue = useRunQueue();
  const resume = vi.fn(() => ({ ok: true as const, value: 'run-1' }));
  studio.answer('run:resume', resume);
  expect(await queue.order({ kind: 'resume', runId: 'run-1', name: 'First' })).toEqual({
    kind: 'began',
    runId: 'run-1',
  });
  expect(resume).toHaveBeenCalledWith('run-1', null);
});

test('a run that waits to go on is known to wait', () => {
  const queue = useRunQueue();
  expect(queue.hasOrder('run-1')).toBe(false);
  studio.tell('queue:changed', [{ ...queued, order: { kind: 'resume', runId: 'run-1', name: 'First' } }]);
  expect(queue.hasOrder('run-1')).toBe(true);
  expect(queue.hasOrder('run-2')).toBe(false);
});

test('while one that waited begins, the next is asked about', async () => {
  const queue = useRunQueue();
  studio.tell('queue:changed', [{ ...queued, state: 'starting' }]);
  const answer = queue.order(order);
  expect(queue.asking).toEqual(order);
  await queue.decide('neither');
  expect(await answer).toEqual({ kind: 'none' });
});

test('what waited and could not start is told; what was given up is not', () => {
  useRunQueue();
  const problem = { code: 'data-set-unreadable', message: 'It is gone.' } as const;
  studio.tell('queue:refused', { order, problem: { ...problem, code: 'cancelled' } });
  expect(useNotices().problems).toEqual([]);
  studio.tell('queue:refused', { order, problem });
  expect(useNotices().problems).toMatchObject([problem]);
});
