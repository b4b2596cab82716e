import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRun } from '../../../../src/main/runs/create-run';
import { takeWriterLock } from '../../../../src/main/runs/take-writer-lock';
import { newRun } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

async function finishedRun(): Promise<string> {
  const writer = await createRun(newRun(await temporaryFolder()));
  await writer.finish('stopped', null);
  return writer.folder;
}

const inUse = { name: 'StudioError', code: 'run-in-use' };

test('a run that nobody writes gets this process as its writer', async () => {
  const folder = await finishedRun();
  await takeWriterLock(folder);
  expect(JSON.parse(await readFile(join(folder, 'writer.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  expect(await readdir(folder)).not.toContain('writer.claim');
});

test('of several who want it one gets it, and the others are told who', async () => {
  const folder = await finishedRun();
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => takeWriterLock(folder)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(inUse);
  await expect(takeWriterLock(folder)).rejects.toThrow(`process ${process.pid} on`);
});

test('a run that is being written cannot be taken', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  await expect(takeWriterLock(writer.folder)).rejects.toMatchObject(inUse);
  await writer.finish('stopped', null);
});

test('a claim that a killed process left behind is passed over, a fresh one is not', async () => {
  const folder = await finishedRun();
  const claim = join(folder, 'writer.claim');
  await writeFile(claim, '');
  await expect(takeWriterLock(folder)).rejects.toThrow('another process is just taking it');
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(claim, longAgo, longAgo);
  await takeWriterLock(folder);
});
