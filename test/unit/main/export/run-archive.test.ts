import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { openZipArchive } from '../../../../src/main/formats/zip-archive';
import { archiveRun } from '../../../../src/main/export/run-archive';
import { createRun } from '../../../../src/main/runs/create-run';
import type { RunWriter } from '../../../../src/main/runs/run-writer';
import { newRun, samplesOf, tensorsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

async function begunRun(): Promise<{ folder: string; writer: RunWriter }> {
  const folder = await temporaryFolder();
  const writer = await createRun(newRun(join(folder, 'runs')));
  await writer.writeSheet(samplesOf(600));
  await writer.writeCheckpoint(600, tensorsOf(1));
  return { folder, writer };
}

async function contentOf(path: string): Promise<Map<string, Buffer>> {
  const zip = await openZipArchive(path);
  const files = new Map<string, Buffer>();
  for (const member of zip.members) files.set(member.path, await buffer(Readable.from(member.open())));
  zip.close();
  return files;
}

test('holds every file of the run in one folder of its name, but for lock, cache and what is hidden', async () => {
  const { folder, writer } = await begunRun();
  await writer.finish('stopped', null);
  await writeFile(join(writer.folder, 'notes.json'), '{"name":"mine"}');
  await writeFile(join(writer.folder, 'cache', 'thumbnail'), 'x');
  await writeFile(join(writer.folder, 'samples', '.half.part'), 'x');
  await writeFile(join(writer.folder, 'writer.claim'), '');
  const path = join(folder, 'run.zip');
  const archived = await archiveRun(writer.folder, path);
  const files = await contentOf(path);
  const names = [
    'checkpoints/000600.safetensors',
    'epochs.jsonl',
    'log.txt',
    'metrics.jsonl',
    'notes.json',
    'recipe.json',
    'run.json',
    'samples/000600.png',
  ];
  expect([...files.keys()]).toEqual(names.map((name) => `${basename(writer.folder)}/${name}`));
  for (const name of names) {
    const own = await readFile(join(writer.folder, name));
    expect(files.get(`${basename(writer.folder)}/${name}`)?.equals(own), name).toBe(true);
  }
  expect(archived).toEqual({ files: names.length, passedOver: [] });
  expect(await readdir(folder)).toEqual(['run.zip', 'runs']);
});

test('a run that is being written is refused, with its writer', async () => {
  const { folder, writer } = await begunRun();
  const path = join(folder, 'run.zip');
  await expect(archiveRun(writer.folder, path)).rejects.toMatchObject({
    code: 'run-in-use',
    message: expect.stringContaining(`by process ${process.pid} on`) as unknown,
  });
  expect(await readdir(folder)).toEqual(['runs']);
  await writer.finish('stopped', null);
});

test('an archive inside the run is refused', async () => {
  const { writer } = await begunRun();
  await writer.finish('stopped', null);
  const path = join(writer.folder, 'run.zip');
  await expect(archiveRun(writer.folder, path)).rejects.toThrow(`${path} lies in the run itself`);
});

test.skipIf(process.platform === 'win32')('a link is left out and named', async () => {
  const { folder, writer } = await begunRun();
  await writer.finish('stopped', null);
  await mkdir(join(writer.folder, 'more'));
  await symlink(join(folder, 'runs'), join(writer.folder, 'more', 'link'));
  const { passedOver } = await archiveRun(writer.folder, join(folder, 'run.zip'));
  expect(passedOver).toEqual([join('more', 'link')]);
});

test('something that is no run folder is refused', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'run.zip');
  await expect(archiveRun(join(folder, 'nowhere'), path)).rejects.toMatchObject({ code: 'no-such-run' });
  await mkdir(join(folder, 'photos'));
  await expect(archiveRun(join(folder, 'photos'), path)).rejects.toMatchObject({ code: 'run-unreadable' });
});
