import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WorkbenchHost } from '../../../../src/main/app/workbench-host';
import { workbenchCommandSchema, type Events, type WorkbenchAnswer } from '../../../../src/shared/ipc';
import type { ImportProgress } from '../../../../src/shared/own-data-sets';
import type { Device } from '../../../../src/shared/run';
import { fakeWorker, type FakeWorker } from './fake-worker';

const timeLimit = 60_000;
const exportTimeLimit = 600_000;
const idleLimit = 20_000;
const device: Device = { kind: 'cpu', backend: 'tensorflow', name: 'CPU, 2 threads', threads: 2 };

function setUp(): {
  host: WorkbenchHost;
  workers: FakeWorker[];
  told: ImportProgress[];
  drawn: Events['figure:progress'][];
} {
  const drawn: Events['figure:progress'][] = [];
  const told: ImportProgress[] = [];
  const workers: FakeWorker[] = [];
  const host = new WorkbenchHost({
    fork: () => {
      const worker = fakeWorker();
      workers.push(worker);
      return worker;
    },
    timeLimit,
    exportTimeLimit,
    idleLimit,
    onProgress: (progress) => told.push(progress),
    onFigureProgress: (progress) => drawn.push(progress),
  });
  return { host, workers, told, drawn };
}

function say(worker: FakeWorker | undefined, answer: WorkbenchAnswer): void {
  worker?.say(answer);
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('every answer reaches its question, in whatever order', async () => {
  const { host, workers } = setUp();
  const probed = host.probe();
  const listed = host.listData();
  expect(workers).toHaveLength(1);
  const commands = workers[0]?.posted.map((command) => workbenchCommandSchema.parse(command)) ?? [];
  expect(commands.map(({ type }) => type)).toEqual(['probe', 'listData']);
  say(workers[0], { type: 'listData', id: commands[1]?.id ?? 0, result: { ok: true, value: [] } });
  say(workers[0], { type: 'probe', id: commands[0]?.id ?? 0, result: { ok: true, value: device } });
  expect(await probed).toEqual({ ok: true, value: device });
  expect(await listed).toEqual({ ok: true, value: [] });
});

test('a crash answers everyone who waits, and the next question gets a fresh process', async () => {
  const { host, workers } = setUp();
  const waiting = [host.probe(), host.listData()];
  workers[0]?.exit(11);
  for (const answer of await Promise.all(waiting)) {
    expect(answer.ok).toBe(false);
    expect(!answer.ok && answer.message).toContain('SIGSEGV');
  }
  void host.probe();
  expect(workers).toHaveLength(2);
});

test('a process that does not answer is ended, and the answer says how long it was waited for', async () => {
  const { host, workers } = setUp();
  const probed = host.probe();
  await vi.advanceTimersByTimeAsync(timeLimit);
  const answer = await probed;
  expect(!answer.ok && answer.message).toContain('60 s');
  expect(workers[0]?.killed).toBe(true);
});

test('writing a run, which may be gigabytes, is waited for longer', async () => {
  const { host, workers } = setUp();
  const exported = host.exportRun({ runFolder: '/runs/1', format: 'zip', step: null, path: '/x.zip' });
  await vi.advanceTimersByTimeAsync(exportTimeLimit - 1);
  expect(workers[0]?.killed).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  const answer = await exported;
  expect(!answer.ok && answer.message).toContain('did not answer within 600 s while exporting the run');
});

test('a process that nobody asks gives its memory back', async () => {
  const { host, workers } = setUp();
  const probed = host.probe();
  say(workers[0], { type: 'probe', id: 1, result: { ok: true, value: device } });
  await probed;
  await vi.advanceTimersByTimeAsync(idleLimit - 1);
  expect(workers[0]?.killed).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(workers[0]?.killed).toBe(true);
});

test('closing ends the process, and whoever waits hears of it', async () => {
  const { host, workers } = setUp();
  const listed = host.listData();
  host.close();
  expect(await listed).toMatchObject({ ok: false });
  expect(workers[0]?.killed).toBe(true);
});
