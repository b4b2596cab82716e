import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFileAtomically } from '../../../../src/main/formats/atomic-write';
import { buildFixture, type BuiltFixture } from '../../../build-fixture';
import { runInReadOnlyFolder, runOnSmallDisk } from '../../../confined-process';
import { temporaryFolder } from '../../../temporary-folder';

let fixture: BuiltFixture;
beforeAll(async () => {
  fixture = await buildFixture('test/fixtures/write-beyond-limits.ts');
});
afterAll(() => fixture.remove());

test('writes bytes and text and replaces what was there', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'file');
  await writeFileAtomically(path, Uint8Array.of(1, 2, 3));
  expect([...(await readFile(path))]).toEqual([1, 2, 3]);
  await writeFileAtomically(path, 'größer');
  expect(await readFile(path, 'utf8')).toBe('größer');
  expect(await readdir(folder)).toEqual(['file']);
});

test('many writers of one file leave one of their contents, whole, and nothing else', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'file');
  const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));
  await Promise.all(contents.map((content) => writeFileAtomically(path, content)));
  expect(contents).toContain(await readFile(path, 'utf8'));
  expect(await readdir(folder)).toEqual(['file']);
});

test('a full disk is said, the old file stays and nothing half-written is left', async () => {
  const { printed, mechanism } = runOnSmallDisk(fixture.script, await temporaryFolder(), 1);
  const large = mechanism === 'file size limit' ? 'write-failed' : 'disk-full';
  expect(printed).toEqual({ small: 'written', large, names: ['file'], content: 'small' });
});

test('a read-only folder is said', async () => {
  const { printed } = runInReadOnlyFolder(fixture.script, await temporaryFolder());
  const refused = 'folder-not-writable';
  expect(printed).toEqual({ small: refused, large: refused, names: [], content: null });
});

test('a path below a file is not writable', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  await expect(writeFileAtomically(join(folder, 'file', 'inner'), 'x')).rejects.toMatchObject({
    name: 'StudioError',
    code: 'folder-not-writable',
  });
});

test('a folder that is missing is said with the path', async () => {
  const path = join(await temporaryFolder(), 'missing', 'file');
  await expect(writeFileAtomically(path, 'x')).rejects.toMatchObject({
    code: 'write-failed',
    message: expect.stringContaining(path) as string,
  });
});

test('a folder is not replaced by a file, and the temporary file goes', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'taken', 'inner'), { recursive: true });
  await expect(writeFileAtomically(join(folder, 'taken'), 'x')).rejects.toMatchObject({ code: 'write-failed' });
  expect(await readdir(folder)).toEqual(['taken']);
});
