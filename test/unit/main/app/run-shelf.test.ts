import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RunShelf } from '../../../../src/main/app/run-shelf';
import type { RunListChange } from '../../../../src/shared/run';
import { summaryOf } from '../../renderer/stores/run-summary';
import { fakeWorker, type FakeWorker } from './fake-worker';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function change(changes: Partial<RunListChange>): RunListChange {
  return { folder: { kind: 'there' }, runs: [], unreadable: [], gone: [], complete: true, ...changes };
}

function setUp(): { shelf: RunShelf; workers: FakeWorker[]; told: RunListChange[]; worker: () => FakeWorker } {
  const workers: FakeWorker[] = [];
  const told: RunListChange[] = [];
  const shelf = new RunShelf({
    fork: () => {
      const worker = fakeWorker();
      workers.push(worker);
      return worker;
    },
    runsFolder: '/runs',
    emit: (channel, payload) => {
      if (channel === 'runs:changed') told.push(payload as RunListChange);
    },
    patience: 3_000,
    restartAfter: 2_000,
  });
  shelf.begin();
  return { shelf, workers, told, worker: () => workers.at(-1) as FakeWorker };
}

const idsOf = async (shelf: RunShelf): Promise<readonly string[]> => {
  const listed = shelf.list();
  await vi.advanceTimersByTimeAsync(3_000);
  return (await listed).runs.map(({ id }) => id);
};

test('a question waits for the first rows, and news are handed on', async () => {
  const { shelf, worker, told } = setUp();
  expect(worker().posted).toEqual([{ type: 'watch', runsFolder: '/runs' }]);
  const listed = shelf.list();
  const first = change({ runs: [summaryOf('a', 'finished')], complete: false });
  worker().say(first);
  expect(await listed).toMatchObject({ runs: [{ id: 'a' }], complete: false });
  worker().say(change({ runs: [summaryOf('b', 'running')] }));
  expect(await idsOf(shelf)).toEqual(['b', 'a']);
  expect(told.map(({ runs }) => runs.map(({ id }) => id))).toEqual([['a'], ['b']]);
});

test('a folder that does not answer keeps nobody waiting for ever', async () => {
  const { shelf } = setUp();
  const listed = shelf.list();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await listed).toMatchObject({ runs: [], complete: false });
});

test('what a trainer says is known before the folder is looked at again', async () => {
  const { shelf, worker, told } = setUp();
  worker().say(change({ runs: [summaryOf('a', 'running')] }));
  shelf.accept(summaryOf('a', 'stopped'));
  const listed = await shelf.list();
  expect(listed.runs).toMatchObject([{ id: 'a', state: 'stopped' }]);
  expect(told).toHaveLength(1);
});

test('what was seen just before a run ended does not bring it back, but one that goes on later does', async () => {
  const { shelf, worker } = setUp();
  worker().say(change({ runs: [summaryOf('a', 'running')] }));
  shelf.accept(summaryOf('a', 'stopped'));
  worker().say(change({ runs: [summaryOf('a', 'running')] }));
  expect((await shelf.list()).runs).toMatchObject([{ state: 'stopped' }]);
  await vi.advanceTimersByTimeAsync(1_000);
  worker().say(change({ runs: [summaryOf('a', 'running')] }));
  expect((await shelf.list()).runs).toMatchObject([{ state: 'running' }]);
});

test('a watching process that ended is started again, and what went meanwhile is told', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { shelf, workers, worker, told } = setUp();
  worker().say(change({ runs: [summaryOf('a', 'finished'), summaryOf('b', 'finished')] }));
  shelf.setVisible(false);
  worker().exit(9);
  expect(await idsOf(shelf)).toEqual(['b', 'a']);
  expect(workers).toHaveLength(2);
  expect(worker().posted).toEqual([
    { type: 'watch', runsFolder: '/runs' },
    { type: 'visible', visible: false },
  ]);
  worker().say(change({ runs: [summaryOf('a', 'finished')], complete: false }));
  worker().say(change({ runs: [summaryOf('c', 'finished')] }));
  expect(await idsOf(shelf)).toEqual(['c', 'a']);
  expect(told.at(-1)?.gone).toEqual(['b']);
});

test('a closed shelf starts nothing again', async () => {
  const { shelf, workers } = setUp();
  shelf.close();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(workers).toHaveLength(1);
  expect(workers[0]?.killed).toBe(true);
});
