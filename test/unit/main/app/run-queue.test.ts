import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { RunQueue, type RunQueueOptions } from '../../../../src/main/app/run-queue';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import type { Result } from '../../../../src/shared/result';
import type { QueuedRun, RunOrder } from '../../../../src/shared/run-order';
import { worded } from '../../../../src/shared/wording/worded';
import { temporaryFolder } from '../../../temporary-folder';

function order(name: string): RunOrder {
  return { kind: 'new', recipe: quickDigits, parent: null, name, notes: '' };
}

type Answer = Result<string> | Promise<Result<string>>;

async function setUp(answer: (name: string) => Answer = (name) => ({ ok: true, value: name })) {
  const state = { isTraining: false };
  const started: string[] = [];
  const options: RunQueueOptions = {
    path: join(await temporaryFolder(), 'queue.json'),
    isTraining: () => state.isTraining,
    start: async ({ name }) => {
      started.push(name);
      const result = await answer(name);
      state.isTraining = result.ok;
      return result;
    },
    onChanged: vi.fn(),
    onBegan: vi.fn(),
    onRefused: vi.fn(),
  };
  const queue = await RunQueue.open(options);
  onTestFinished(() => queue.close());
  const names = (): readonly string[] => queue.waiting.map((one) => one.order.name);
  return { state, started, options, queue, names };
}

test('one after another begins as the one before ends', async () => {
  const { state, started, queue, names } = await setUp();
  state.isTraining = true;
  for (const name of ['a', 'b']) await queue.add(order(name));
  expect(started).toEqual([]);
  expect(names()).toEqual(['a', 'b']);
  for (const expected of [['a'], ['a', 'b']]) {
    state.isTraining = false;
    queue.advance();
    await vi.waitFor(() => expect(started).toEqual(expected));
  }
  expect(names()).toEqual([]);
});

test('where nothing trains it begins at once', async () => {
  const { options, queue, names } = await setUp();
  await queue.add(order('a'));
  await vi.waitFor(() => expect(options.onBegan).toHaveBeenCalledExactlyOnceWith(order('a'), 'a'));
  expect(names()).toEqual([]);
});

test('what waits is put in another order and taken out', async () => {
  const { state, queue, names } = await setUp();
  state.isTraining = true;
  for (const name of ['a', 'b', 'c']) await queue.add(order(name));
  const [first, second] = queue.waiting;
  await queue.move(first?.id ?? '', 2);
  expect(names()).toEqual(['b', 'c', 'a']);
  await queue.remove(second?.id ?? '');
  expect(names()).toEqual(['c', 'a']);
  expect(await queue.remove('gone')).toMatchObject({ ok: false, code: 'no-such-run' });
  expect(await queue.move('gone', 0)).toMatchObject({ ok: false, code: 'no-such-run' });
});

test('what was taken out comes back to its place, as it was', async () => {
  const { state, queue, names } = await setUp();
  state.isTraining = true;
  for (const name of ['a', 'b', 'c']) await queue.add(order(name));
  const taken = queue.waiting[1] as QueuedRun;
  await queue.remove(taken.id);
  await queue.restore(taken, 1);
  expect(names()).toEqual(['a', 'b', 'c']);
  expect(queue.waiting[1]).toEqual(taken);
});

test('what begins is in the queue until it has a run, and cannot be taken out any more', async () => {
  let settle: (result: Result<string>) => void = () => undefined;
  const { queue, names, options } = await setUp(() => new Promise((resolve) => (settle = resolve)));
  const { id } = await queue.add(order('a'));
  await vi.waitFor(() => expect(queue.waiting).toMatchObject([{ state: 'starting' }]));
  expect(await queue.remove(id)).toMatchObject({ ok: false });
  const kept = await RunQueue.open(options);
  expect(kept.waiting).toMatchObject([{ id, state: 'held' }]);
  settle({ ok: true, value: 'run-1' });
  await vi.waitFor(() => expect(names()).toEqual([]));
});

test('what was beginning when the studio was closed waits for a word at the next start', async () => {
  let settle: (result: Result<string>) => void = () => undefined;
  const { queue, options } = await setUp(() => new Promise((resolve) => (settle = resolve)));
  await queue.add(order('a'));
  await vi.waitFor(() => expect(queue.waiting).toMatchObject([{ state: 'starting' }]));
  await queue.close();
  settle({ ok: false, code: 'trainer-lost', message: 'The studio was closed.' });
  await new Promise((resolve) => setImmediate(resolve));
  expect(options.onRefused).not.toHaveBeenCalled();
  expect((await RunQueue.open(options)).waiting).toMatchObject([{ order: { name: 'a' }, state: 'held' }]);
});

test('what cannot start is said, and the next has its turn', async () => {
  const refusal = { ok: false, code: 'data-set-unreadable', message: 'It is gone.' } as const;
  const { state, started, options, queue } = await setUp((name) =>
    name === 'a' ? refusal : { ok: true, value: name },
  );
  state.isTraining = true;
  for (const name of ['a', 'b']) await queue.add(order(name));
  state.isTraining = false;
  queue.advance();
  await vi.waitFor(() => expect(started).toEqual(['a', 'b']));
  expect(options.onRefused).toHaveBeenCalledWith(order('a'), {
    ...refusal,
    message: '"a" had its turn and could not start; it is out of the queue. It is gone.',
    worded: worded('run.queued', { title: 'a', why: refusal.message }),
  });
});

test('the queue outlives the studio, and then waits for a word', async () => {
  const { state, started, options, queue } = await setUp();
  state.isTraining = true;
  for (const name of ['a', 'b']) await queue.add(order(name));
  await queue.close();
  state.isTraining = false;
  queue.advance();

  const again = await RunQueue.open(options);
  expect(again.waiting.map(({ order: { name }, state: its }) => [name, its])).toEqual([
    ['a', 'held'],
    ['b', 'held'],
  ]);
  again.advance();
  expect(started).toEqual([]);
  await again.release();
  await vi.waitFor(() => expect(started).toEqual(['a']));
  await vi.waitFor(async () =>
    expect(JSON.parse(await readFile(options.path, 'utf8'))).toMatchObject({ waiting: [{ order: { name: 'b' } }] }),
  );
});

test('a damaged file is an empty queue', async () => {
  const { options } = await setUp();
  await writeFile(options.path, '{');
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect((await RunQueue.open(options)).waiting).toEqual([]);
  expect(said).toHaveBeenCalled();
  said.mockRestore();
});
