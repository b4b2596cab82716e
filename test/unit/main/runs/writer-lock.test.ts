import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { processStart } from '../../../../src/main/runs/process-start';
import {
  readWriterState,
  removeWriterLock,
  startHeartbeat,
  writeWriterLock,
  type WriterLock,
} from '../../../../src/main/runs/writer-lock';
import { temporaryFolder } from '../../../temporary-folder';

async function lockedFolder(changes: Partial<WriterLock> = {}): Promise<string> {
  const folder = await temporaryFolder();
  await writeWriterLock(folder);
  const file = join(folder, 'writer.lock');
  const lock = JSON.parse(await readFile(file, 'utf8')) as WriterLock;
  await writeFile(file, JSON.stringify({ ...lock, ...changes }));
  return folder;
}

afterEach(() => {
  vi.useRealTimers();
});

test('a process that holds the lock is alive', async () => {
  expect(await readWriterState(await lockedFolder())).toMatchObject({ alive: true, lock: { pid: process.pid } });
});

test('without a lock, with one given back or with one that nobody can read, no writer is alive', async () => {
  const folder = await lockedFolder();
  await removeWriterLock(folder);
  expect(await readWriterState(folder)).toEqual({ alive: false, lock: null });
  for (const text of ['', '{', '{}', '{"host":"a","pid":-1}']) {
    await writeFile(join(folder, 'writer.lock'), text);
    expect(await readWriterState(folder)).toEqual({ alive: false, lock: null });
  }
});

test('a process that has ended is not alive, even before anyone asked for its exit code', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  const { pid } = child;
  await once(child, 'exit');
  expect((await readWriterState(await lockedFolder({ pid: pid as number }))).alive).toBe(false);
});

test('a stranger that got the number of the writer is not taken for it', async () => {
  const start = await processStart(process.pid);
  const seen = start.kind === 'known' ? start.word : null;
  const folder = await lockedFolder({ processStart: `${seen}1` });
  // where the system tells no start of a process, the heartbeat alone decides, and here it is fresh
  expect((await readWriterState(folder)).alive).toBe(seen === null);
});

test('the start of a process is the same whenever it is asked for, and not that of another', async () => {
  const own = await processStart(process.pid);
  expect(await processStart(process.pid)).toEqual(own);
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 60_000)']);
  const other = await processStart(child.pid as number);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(other.kind).toBe(own.kind);
  if (own.kind === 'known') expect(other).not.toEqual(own);
  expect(await processStart(child.pid as number)).toEqual({ kind: 'no-process' });
});

describe('on another machine the heartbeat decides', () => {
  const minutes = 60_000;

  test.each([
    ['fresh', 0, true],
    ['half a minute old', 0.5, true],
    ['two minutes old', 2, false],
    ['two minutes ahead, by a wrong clock', -2, false],
  ])('%s', async (_what, age, alive) => {
    const folder = await lockedFolder({ host: 'another-machine', pid: 1 });
    const { mtimeMs } = await stat(join(folder, 'writer.lock'));
    expect((await readWriterState(folder, mtimeMs + age * minutes)).alive).toBe(alive);
  });
});

test('the heartbeat is renewed every few seconds until it is stopped', async () => {
  const folder = await lockedFolder();
  const file = join(folder, 'writer.lock');
  const longAgo = new Date(0);
  await utimes(file, longAgo, longAgo);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const stop = startHeartbeat(folder);
  vi.advanceTimersByTime(5_000);
  await vi.waitUntil(async () => (await stat(file)).mtimeMs > 0, { interval: 1 });
  stop();
  await utimes(file, longAgo, longAgo);
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
  expect((await stat(file)).mtimeMs).toBe(0);
});
