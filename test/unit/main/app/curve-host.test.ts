import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CurveHost } from '../../../../src/main/app/curve-host';
import { success } from '../../../../src/shared/result';
import type { RunCurves } from '../../../../src/shared/run-curves';
import { fakeWorker, type FakeWorker } from './fake-worker';

const question = { runFolder: '/runs/a', range: null, rows: 640 };
const curves: RunCurves = {
  rows: { width: 1, data: new Float64Array() },
  lastStep: 0,
  newest: null,
  damagedLines: 0,
  damage: [],
  notNumbers: 0,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(): { host: CurveHost; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const fork = (): FakeWorker => {
    const worker = fakeWorker();
    workers.push(worker);
    return worker;
  };
  return { host: new CurveHost({ fork, timeLimit: 1000, idleLimit: 5000 }), workers };
}

test('each question gets its own answer, from one process', async () => {
  const { host, workers } = open();
  const [one, other] = [host.ask(question), host.ask({ ...question, rows: 2 })];
  workers[0]?.say({ id: 2, result: success({ ...curves, lastStep: 2 }) });
  workers[0]?.say({ id: 1, result: success({ ...curves, lastStep: 1 }) });
  expect(await one).toMatchObject({ ok: true, value: { lastStep: 1 } });
  expect(await other).toMatchObject({ ok: true, value: { lastStep: 2 } });
  expect(workers).toHaveLength(1);
});

test('a process that dies fails its questions, and the next one gets a fresh process', async () => {
  const { host, workers } = open();
  const lost = host.ask(question);
  workers[0]?.exit(139);
  expect(await lost).toMatchObject({ ok: false, code: 'run-unreadable' });
  const next = host.ask(question);
  workers[1]?.say({ id: 2, result: success(curves) });
  expect(await next).toMatchObject({ ok: true });
});

test('a process that does not answer is ended, and so is one that nobody asks', async () => {
  const { host, workers } = open();
  const late = host.ask(question);
  vi.advanceTimersByTime(1000);
  expect(await late).toMatchObject({ ok: false, message: expect.stringContaining('within 1 s') as string });
  expect(workers[0]?.killed).toBe(true);
  const answered = host.ask(question);
  workers[1]?.say({ id: 2, result: success(curves) });
  await answered;
  vi.advanceTimersByTime(4999);
  expect(workers[1]?.killed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(workers[1]?.killed).toBe(true);
});
