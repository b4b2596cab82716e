import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { RunQueue, type RunQueueOptions } from '../../../../src/main/app/run-queue';
import { quickDigits } from '../../../../src/shared/presets/quick-digits';
import type { Result } from '../../../../src/shared/result';
import type { RunOrder } from '../../../../src/shared/run-order';
import { temporaryFolder } from '../../../temporary-folder';

function order(name: string): RunOrder {
  return { kind: 'new', recipe: quickDigits, parent: null, name, notes: '' };
}

async function setUp(answer: (name: string) => Result<string> = (name) => ({ ok: true, value: name })) {
  const state = { isTraining: false };
  const started: string[] = [];
  const options: RunQueueOptions = {
    path: join(await temporaryFolder(), 'queue.json'),
    isTraining: () => state.isTraining,
    start: ({ name }) => {
      started.push(name);
      const result = answer(name);
      state.isTraining = result.ok;
      return Promise.resolve(result);
    },
    onChanged: vi.fn(),
    onRefused: vi.fn(),
  };
  const queue = await RunQueue.open(options);
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
  const { started, queue } = await setUp();
  await queue.add(order('a'));
  await vi.waitFor(() => expect(started).toEqual(['a']));
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
  expect(options.onRefused).toHaveBeenCalledWith(order('a'), refusal);
});

test('the queue outlives the studio, and then waits for a word', async () => {
  const { state, started, options, queue } = await setUp();
  state.isTraining = true;
  for (const name of ['a', 'b']) await queue.add(order(name));
  await queue.close();
  state.isTraining = false;
  queue.advance();

  const again = await RunQueue.open(options);
  expect(again.waiting.map(({ order: { name }, held }) => [name, held])).toEqual([
    ['a', true],
    ['b', true],
  ]);
  again.advance();
  expect(started).toEqual([]);
  await again.release();
  await vi.waitFor(() => expect(started).toEqual(['a']));
  expect(JSON.parse(await readFile(options.path, 'utf8'))).toMatchObject({ waiting: [{ order: { name: 'b' } }] });
});

test('a damaged file is an empty queue', async () => {
  const { options } = await setUp();
  await writeFile(options.path, '{');
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  expect((await RunQueue.open(options)).waiting).toEqual([]);
  expect(said).toHaveBeenCalled();
  said.mockRestore();
});
