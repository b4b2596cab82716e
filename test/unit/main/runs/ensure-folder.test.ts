import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureFolder } from '../../../../src/main/runs/ensure-folder';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gan-studio-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('folders above are made as well, and a second call changes nothing', async () => {
  const deep = join(folder, 'a', 'b', 'c');
  await ensureFolder(deep);
  await ensureFolder(deep);
  expect((await stat(deep)).isDirectory()).toBe(true);
});

test('several at once all succeed', async () => {
  const deep = join(folder, 'x', 'y', 'z');
  await Promise.all(Array.from({ length: 8 }, () => ensureFolder(deep)));
  expect((await stat(deep)).isDirectory()).toBe(true);
});

test('a file in the way is an error, not a folder', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(ensureFolder(join(folder, 'file'))).rejects.toThrow(/EEXIST/);
  await expect(ensureFolder(join(folder, 'file', 'below'))).rejects.toThrow(/ENOTDIR/);
});

test.runIf(process.platform === 'linux')(
  'a place that takes no folders is refused instead of tried for ever',
  async () => {
    await expect(ensureFolder('/proc/no-such-folder/runs')).rejects.toThrow(/ENOENT/);
  },
);
