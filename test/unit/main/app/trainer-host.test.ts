import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TrainerHost } from '../../../../src/main/app/trainer-host';
import type { Events, TrainerMessage } from '../../../../src/shared/ipc';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import type { RunState, RunSummary, Samples } from '../../../../src/shared/run';
import { noNotes } from '../../../../src/shared/run-notes';
import { epochOf } from '../../../new-run';
import { fakeWorker, type FakeWorker } from './fake-worker';

const grace = 10_000;
const runId = 'run-1';

function summaryOf(state: RunState): RunSummary {
  return {
    id: runId,
    folder: '/runs/run-1',
    preset: 'quick-digits',
    seed: 0,
    dataSetName: 'MNIST',
    state,
    reason: null,
    createdAt: '2026-11-21T10:00:00Z',
    step: 7,
    epoch: 0.1,
    seconds: 1,
    stepsPerSecond: 7,
    progress: 0.1,
    length: { unit: 'minutes', amount: 1 },
    sheetStep: 0,
    checkpointStep: null,
    parent: null,
    notes: noNotes,
    notesProblem: null,
  };
}

type Told = { [C in keyof Events]: { channel: C; payload: Events[C] } }[keyof Events];

/** A host with fake workers, and everything that it told the window. */
function setUp(): {
  host: TrainerHost;
  workers: FakeWorker[];
  told: Told[];
  of: <C extends keyof Events>(channel: C) => Events[C][];
  begin: () => Promise<FakeWorker>;
  training: boolean[];
  onDisk: { state: RunState };
} {
  const workers: FakeWorker[] = [];
  const told: Told[] = [];
  const training: boolean[] = [];
  const onDisk: { state: RunState } = { state: 'running' };
  const host = new TrainerHost({
    fork: () => {
      const worker = fakeWorker();
      workers.push(worker);
      return worker;
    },
    runsFolder: '/runs',
    grace,
    emit: (channel, payload) => told.push({ channel, payload } as Told),
    summarise: () => Promise.resolve(summaryOf(onDisk.state)),
    onProgress: () => undefined,
    onCreated: () => undefined,
    onTraining: (isTraining) => training.push(isTraining),
  });
  const begin = async (): Promise<FakeWorker> => {
    const started = host.start(quickDigits, false);
    const worker = workers.at(-1) as FakeWorker;
    say(worker, { type: 'created', runId, folder: '/runs/run-1' });
    expect(await started).toEqual({ ok: true, value: runId });
    return worker;
  };
  const of = <C extends keyof Events>(channel: C): Events[C][] =>
    told.filter((one) => one.channel === channel).map((one) => one.payload as Events[C]);
  return { host, workers, told, of, begin, training, onDisk };
}

function say(worker: FakeWorker, message: TrainerMessage): void {
  worker.say(message);
}

const samples: Samples = { step: 3, shape: [1, 1, 1, 1], pixels: new Uint8Array([7]) };
const line = { step: 1, epoch: 0.1, seconds: 0.1, discriminatorLoss: 1, realProbability: 0.5, fakeProbability: 0.5 };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a training that goes well', () => {
  test('is told from its beginning to its end', async () => {
    const { host, begin, of, training } = setUp();
    const worker = await begin();
    expect(worker.posted).toEqual([
      { type: 'start', recipe: quickDigits, runsFolder: '/runs', tensorboard: false },
      { type: 'watch', visible: true },
    ]);
    say(worker, { type: 'stage', stage: 'training' });
    say(worker, { type: 'metrics', lines: [line] });
    say(worker, { type: 'epoch', means: epochOf(1) });
    say(worker, { type: 'samples', samples });
    expect(host.samplesOf(runId)).toEqual(samples);
    say(worker, { type: 'ended', summary: summaryOf('finished') });
    say(worker, { type: 'stage', stage: 'ended' });
    worker.exit(0);
    await vi.runAllTimersAsync();

    expect(of('run:stage').map(({ stage }) => stage)).toEqual(['starting', 'training', 'ended']);
    expect(of('run:metrics')).toEqual([{ runId, lines: [line] }]);
    expect(of('run:epoch')).toEqual([{ runId, means: epochOf(1) }]);
    expect(of('run:samples')).toEqual([{ runId, samples }]);
    expect(of('run:changed').map(({ state }) => state)).toEqual(['running', 'finished']);
    expect(of('run:problem')).toEqual([]);
    expect(training).toEqual([true, false]);
    expect(host.isTraining).toBe(false);
    expect(host.samplesOf(runId)).toBeNull();
  });

  test('goes on with an earlier run in a process of its own, one at a time', async () => {
    const { host, workers } = setUp();
    const resumed = host.resume(runId, quickDigits, 2000);
    const [worker] = workers as [FakeWorker];
    expect(worker.posted[0]).toEqual({ type: 'resume', folder: join('/runs', runId), steps: 2000 });
    say(worker, { type: 'created', runId, folder: '/runs/run-1' });
    expect(await resumed).toEqual({ ok: true, value: runId });
    const again = await host.resume(runId, quickDigits, null);
    expect(again).toMatchObject({ ok: false, code: 'already-running' });
    expect(!again.ok && again.message).toContain(runId);
    expect(workers).toHaveLength(1);
  });

  test('stops when asked, and says so once everything is kept', async () => {
    const { host, begin } = setUp();
    const worker = await begin();
    const stopped = host.stop(runId);
    expect(worker.posted.at(-1)).toEqual({ type: 'stop' });
    say(worker, { type: 'ended', summary: summaryOf('stopped') });
    expect(await stopped).toEqual({ ok: true, value: undefined });
    expect(worker.killed).toBe(false);
  });

  test('a process that does not leave after its work is ended', async () => {
    const { begin, of } = setUp();
    const worker = await begin();
    say(worker, { type: 'ended', summary: summaryOf('finished') });
    await vi.runAllTimersAsync();
    expect(worker.killed).toBe(true);
    expect(of('run:problem')).toEqual([]);
  });

  test('tells now and then what its folder says by now, not with every step', async () => {
    const { begin, of } = setUp();
    const worker = await begin();
    for (let second = 0; second < 12; second++) {
      say(worker, { type: 'metrics', lines: [line] });
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(of('run:changed')).toHaveLength(3);
  });

  test('draws sheets only while someone can see them', async () => {
    const { host, begin } = setUp();
    const worker = await begin();
    host.setVisible(false);
    host.setVisible(false);
    host.setVisible(true);
    expect(worker.posted.slice(2)).toEqual([
      { type: 'watch', visible: false },
      { type: 'watch', visible: true },
    ]);
  });
});

describe('one training after another', () => {
  test('after a training has ended the next one may start', async () => {
    const { begin, workers } = setUp();
    const first = await begin();
    say(first, { type: 'ended', summary: summaryOf('finished') });
    await vi.advanceTimersByTimeAsync(0);
    await begin();
    expect(workers).toHaveLength(2);
  });

  test('a run that does not train cannot be stopped', async () => {
    const { host } = setUp();
    expect(await host.stop('run-9')).toMatchObject({ ok: false, code: 'no-such-run' });
  });
});

describe('bad days', () => {
  test('a trainer that cannot begin answers the start with its reason, and the next start is free', async () => {
    const { host, workers, of } = setUp();
    const started = host.start(quickDigits, false);
    say(workers[0] as FakeWorker, { type: 'problem', code: 'folder-not-writable', message: 'Cannot write.' });
    expect(await started).toEqual({ ok: false, code: 'folder-not-writable', message: 'Cannot write.' });
    workers[0]?.exit(1);
    expect(of('run:problem')).toEqual([]);
    expect(host.isTraining).toBe(false);
  });

  test('a trainer that dies before its run exists is a sentence', async () => {
    const { host, workers } = setUp();
    const started = host.start(quickDigits, false);
    workers[0]?.exit(9);
    const answer = await started;
    expect(answer).toMatchObject({ ok: false, code: 'trainer-lost' });
    expect(!answer.ok && answer.message).toContain('SIGKILL');
  });

  test('a killed trainer is told in words, its run as its folder says, and the app goes on', async () => {
    const { host, begin, of, onDisk } = setUp();
    const worker = await begin();
    onDisk.state = 'interrupted';
    worker.exit(9);
    await vi.runAllTimersAsync();
    expect(of('run:problem')).toHaveLength(1);
    expect(of('run:problem')[0]).toMatchObject({ runId, code: 'trainer-lost' });
    expect(of('run:problem')[0]?.message).toContain('SIGKILL');
    expect(of('run:changed').at(-1)?.state).toBe('interrupted');
    expect(of('run:stage').at(-1)?.stage).toBe('ended');
    expect(host.isTraining).toBe(false);
    await begin();
  });

  test('a run that failed tells its own reason, not that its process is gone', async () => {
    const { begin, of, onDisk } = setUp();
    const worker = await begin();
    say(worker, { type: 'problem', code: 'diverged', message: 'The loss of step 8 is NaN.' });
    onDisk.state = 'failed';
    say(worker, { type: 'stage', stage: 'ended' });
    worker.exit(1);
    await vi.runAllTimersAsync();
    expect(of('run:problem').map(({ message }) => message)).toEqual(['The loss of step 8 is NaN.']);
    expect(of('run:changed').at(-1)?.state).toBe('failed');
  });

  test('a trainer that does not stop in time is ended, and the answer says so', async () => {
    const { host, begin, of, onDisk } = setUp();
    const worker = await begin();
    onDisk.state = 'interrupted';
    const stopped = host.stop(runId);
    await vi.advanceTimersByTimeAsync(grace);
    const answer = await stopped;
    expect(worker.killed).toBe(true);
    expect(answer).toMatchObject({ ok: false, code: 'trainer-lost' });
    expect(!answer.ok && answer.message).toContain('10 s');
    expect(of('run:problem')).toHaveLength(1);
  });

  test('closing stops a training cleanly, and a trainer that hangs does not keep the studio open', async () => {
    const clean = setUp();
    const worker = await clean.begin();
    const closed = clean.host.close();
    say(worker, { type: 'ended', summary: summaryOf('stopped') });
    await closed;
    expect(worker.killed).toBe(false);

    const hanging = setUp();
    const stuck = await hanging.begin();
    const closing = hanging.host.close();
    await vi.advanceTimersByTimeAsync(grace);
    await closing;
    expect(stuck.killed).toBe(true);
  });

  test('closing while a trainer is still starting ends it as well', async () => {
    const { host, workers } = setUp();
    const started = host.start(quickDigits, false);
    const closing = host.close();
    await vi.advanceTimersByTimeAsync(grace);
    await closing;
    expect(workers[0]?.killed).toBe(true);
    expect(await started).toMatchObject({ ok: false, code: 'trainer-lost' });
  });
});

describe('several trainings at a time', () => {
  test('each is told of, stopped and paused by itself; the studio trains until the last is over', async () => {
    const { host, begin, workers, training, of } = setUp();
    const first = await begin();
    const second = host.start(quickDigits, false);
    const other = workers.at(-1) as FakeWorker;
    say(other, { type: 'created', runId: 'run-2', folder: '/runs/run-2' });
    expect(await second).toEqual({ ok: true, value: 'run-2' });
    say(other, { type: 'metrics', lines: [line] });
    expect(of('run:metrics').map((told) => told.runId)).toEqual(['run-2']);
    const paused = host.pause('run-2');
    expect(other.posted.at(-1)).toEqual({ type: 'pause' });
    expect(first.posted.at(-1)).not.toEqual({ type: 'pause' });
    say(other, { type: 'ended', summary: { ...summaryOf('paused'), id: 'run-2' } });
    expect(await paused).toEqual({ ok: true, value: undefined });
    expect(host.isTraining).toBe(true);
    expect(training).toEqual([true]);
    say(first, { type: 'ended', summary: summaryOf('finished') });
    await vi.advanceTimersByTimeAsync(0);
    expect(training).toEqual([true, false]);
  });

  test('closing stops all of them, and takes no longer than one', async () => {
    const { host, begin, workers } = setUp();
    const first = await begin();
    void host.start(quickDigits, false);
    const closing = host.close();
    await vi.advanceTimersByTimeAsync(grace);
    await closing;
    expect([first.killed, workers[1]?.killed]).toEqual([true, true]);
  });
});
