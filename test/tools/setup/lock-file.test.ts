import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../tools/setup/lock-file.mjs';
import { temporaryFolder } from '../../temporary-folder';

describe('a lock file', () => {
  it('lets one work at a time, whatever the number that want to', async () => {
    const path = join(await temporaryFolder(), 'lock');
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((next) => setImmediate(next));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 4 }, () => withLock(path, work)));
    expect(most).toBe(1);
  });

  it('is gone after the work, also where that failed', async () => {
    const folder = await temporaryFolder();
    const failing = withLock(join(folder, 'lock'), () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a dead process is taken over', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, `${hostname()} ${spawnSync(process.execPath, ['-e', '']).pid} 0`);
    expect(await withLock(path, () => Promise.resolve('done'))).toBe('done');
  });

  it('without a heartbeat for long is taken over, whatever its process', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, `another-host ${process.pid} 0`);
    const before = new Date(Date.now() - 10 * 60 * 1000);
    await utimes(path, before, before);
    expect(await withLock(path, () => Promise.resolve('done'))).toBe('done');
  });

  it('tells once whom it waits for', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const told: string[] = [];
    let release: () => void = () => undefined;
    let first: Promise<void> | undefined;
    // only then is it the second that waits
    await new Promise<void>((holds) => {
      first = withLock(path, () => {
        holds();
        return new Promise<void>((done) => (release = done));
      });
    });
    const second = withLock(path, () => Promise.resolve(), {
      onWait: (sentence) => {
        told.push(sentence);
        release();
      },
    });
    await Promise.all([first, second]);
    expect(told).toEqual([`Another set-up (process ${process.pid}) is doing the same work; waiting for it.`]);
  });

  it('that has no content yet is waited for, and its process told once it is known', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, '');
    const told: string[] = [];
    const waiting = withLock(path, () => Promise.resolve(), {
      onWait: (sentence) => {
        told.push(sentence);
        rmSync(path);
      },
    });
    await setTimeout(350);
    await writeFile(path, `${hostname()} ${process.pid} 0`);
    await waiting;
    expect(told).toEqual([`Another set-up (process ${process.pid}) is doing the same work; waiting for it.`]);
  });
});
