import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createFileHandlers } from '../../../../src/main/app/file-handlers';
import { fileOfArguments } from '../../../../src/main/app/opened-file';
import { mostRecentFiles, RecentFiles } from '../../../../src/main/app/recent-files';
import { WorkbenchHost } from '../../../../src/main/app/workbench-host';
import { temporaryFolder } from '../../../temporary-folder';
import { fakeWorker } from './fake-worker';

function remember(kept: readonly string[] = []) {
  const system = { add: vi.fn(), clear: vi.fn() };
  const keep = vi.fn<(paths: readonly string[]) => Promise<void>>(() => Promise.resolve());
  const onChange = vi.fn();
  return { files: new RecentFiles({ kept, keep, system, onChange }), system, keep, onChange };
}

test('the latest comes first, each once, and the oldest are forgotten', async () => {
  const { files, keep, system } = remember(['/b', '/a']);
  await files.add('/a');
  expect(files.paths).toEqual(['/a', '/b']);
  for (let index = 0; index < 20; index++) await files.add(`/${index}`);
  expect(files.paths).toHaveLength(mostRecentFiles);
  expect(files.paths[0]).toBe('/19');
  expect(keep).toHaveBeenLastCalledWith(files.paths);
  expect(system.add).toHaveBeenLastCalledWith('/19');
});

test('clearing clears the list of the system as well', async () => {
  const { files, onChange, system } = remember(['/a']);
  await files.clear();
  expect(files.paths).toEqual([]);
  expect(onChange).toHaveBeenLastCalledWith([]);
  expect(system.clear).toHaveBeenCalled();
});

test('a file that is gone is said in words and leaves the list', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'gone.zip');
  const { files } = remember([path, '/other']);
  const worker = fakeWorker();
  const workbench = new WorkbenchHost({
    fork: () => worker,
    timeLimit: 60_000,
    idleLimit: 60_000,
    onProgress: () => undefined,
    onFigureProgress: () => undefined,
  });
  const handlers = createFileHandlers({
    runsFolder: folder,
    workbench,
    recentFiles: files,
    askForFileToOpen: () => Promise.resolve(null),
  });
  const answer = await handlers['file:recognise'](path);
  expect(answer).toMatchObject({ ok: false, code: 'file-unreadable' });
  expect(!answer.ok && answer.message).toContain('taken off the list of recent files');
  expect(files.paths).toEqual(['/other']);
  expect(worker.posted).toEqual([]);

  // one that is there again is looked at, and remembered once it is known
  await writeFile(path, 'x');
  const asked = handlers['file:recognise'](path);
  await vi.waitFor(() => expect(worker.posted).toHaveLength(1));
  const { id } = worker.posted[0] as { id: number };
  worker.say({ type: 'recognise', id, result: { ok: false, code: 'file-unreadable', message: 'not known' } });
  expect((await asked).ok).toBe(false);
  expect(files.paths).toEqual(['/other']);
});

test('the file that the program is started with is the last path among its arguments', () => {
  expect(fileOfArguments(['/opt/gan-studio', '--flag', '/home/x/a.npz'])).toBe('/home/x/a.npz');
  expect(fileOfArguments(['/opt/gan-studio', '--flag'])).toBeNull();
});
