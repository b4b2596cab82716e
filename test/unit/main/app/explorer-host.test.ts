import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ExplorerHost } from '../../../../src/main/app/explorer-host';
import type { ExplorerQuestion } from '../../../../src/shared/explore';
import { explorerCommandSchema, type ExplorerCommand, type ExplorerMessage } from '../../../../src/shared/ipc';
import { fakeWorker, type FakeWorker } from './fake-worker';

const question: ExplorerQuestion = { type: 'weights', weights: 'raw' };

function setUp() {
  const workers: FakeWorker[] = [];
  const clock = { now: 0 };
  const host = new ExplorerHost({
    fork: () => {
      const worker = fakeWorker();
      workers.push(worker);
      return worker;
    },
    timeLimit: 60_000,
    idleLimit: 20_000,
    now: () => clock.now,
  });
  const ask = (lane: string, step = 1) => host.ask({ runFolder: '/runs/a', step, lane, question });
  const posted = (worker = workers.at(-1)): Extract<ExplorerCommand, { type: 'ask' }>[] =>
    (worker?.posted ?? []).map((command) => explorerCommandSchema.parse(command) as never);
  const answer = (worker = workers.at(-1)): void => {
    const last = posted(worker).at(-1);
    const value = { step: last?.step ?? 0, tensors: [] };
    worker?.say({ type: 'answer', id: last?.id ?? 0, result: { ok: true, value } } satisfies ExplorerMessage);
  };
  return { host, workers, clock, ask, posted, answer };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('one question is asked at a time; of those that wait in a lane the newest is asked and the others are dropped', async () => {
  const { ask, posted, answer } = setUp();
  const first = ask('path', 1);
  const second = ask('path', 2);
  const other = ask('sheet', 9);
  const third = ask('path', 3);
  expect(posted().map(({ step }) => step)).toEqual([1]);
  expect(await second).toEqual({ ok: true, value: null });
  answer();
  expect(await first).toMatchObject({ ok: true, value: { step: 1 } });
  answer();
  answer();
  expect(posted().map(({ step }) => step)).toEqual([1, 3, 9]);
  expect(await third).toMatchObject({ ok: true, value: { step: 3 } });
  expect(await other).toMatchObject({ ok: true, value: { step: 9 } });
});

test('while a run trains the explorer rests four times as long as it worked, and none after that', () => {
  const { host, ask, posted, answer, clock } = setUp();
  host.setTraining(true);
  void ask('path', 1);
  clock.now = 50;
  answer();
  void ask('path', 2);
  expect(posted()).toHaveLength(1);
  clock.now = 250;
  vi.advanceTimersByTime(200);
  expect(posted()).toHaveLength(2);
  clock.now = 300;
  answer();
  void ask('path', 3);
  expect(posted()).toHaveLength(2);
  host.setTraining(false);
  expect(posted()).toHaveLength(3);
});

test('a crash answers who asked and says how, and the next question gets a fresh process', async () => {
  const { ask, workers, posted, answer } = setUp();
  const lost = ask('path', 1);
  const next = ask('sheet', 2);
  workers[0]?.exit(9);
  const failed = await lost;
  expect(failed).toMatchObject({ ok: false, code: 'explorer-lost' });
  expect(!failed.ok && failed.message).toContain('SIGKILL');
  expect(workers).toHaveLength(2);
  expect(posted().map(({ step }) => step)).toEqual([2]);
  answer();
  expect(await next).toMatchObject({ ok: true, value: { step: 2 } });
});

test('a question that takes too long ends the process', async () => {
  const { ask, workers } = setUp();
  const late = ask('path');
  vi.advanceTimersByTime(60_000);
  expect(await late).toMatchObject({ ok: false, code: 'explorer-lost' });
  expect(workers[0]?.killed).toBe(true);
});

test('an explorer that nobody asks is ended, and comes back', () => {
  const { ask, workers, answer } = setUp();
  void ask('path');
  answer();
  vi.advanceTimersByTime(19_999);
  expect(workers[0]?.killed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(workers[0]?.killed).toBe(true);
  void ask('path');
  expect(workers).toHaveLength(2);
});

test('closing answers everyone who waits', async () => {
  const { host, ask } = setUp();
  const waiting = [ask('path'), ask('sheet')];
  host.close();
  for (const answer of await Promise.all(waiting)) expect(answer).toMatchObject({ ok: false, code: 'explorer-lost' });
});
