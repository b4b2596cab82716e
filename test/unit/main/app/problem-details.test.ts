import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemDetails } from '../../../../src/main/app/problem-details';
import { temporaryFolder } from '../../../temporary-folder';

const now = new Date('2026-11-21T10:00:00Z');
const device = { kind: 'cpu', backend: 'tensorflow', name: 'CPU, 2 threads', threads: 2 } as const;

test('a report holds what happened, versions, device, and the last lines of the log of the run', async () => {
  const runsFolder = await temporaryFolder();
  await mkdir(join(runsFolder, 'run-1'));
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
  await writeFile(join(runsFolder, 'run-1', 'log.txt'), `${lines.join('\n')}\n`);
  const problem = { code: 'trainer-lost', message: 'The trainer ended.', runId: 'run-1' } as const;
  const text = await problemDetails(problem, { runsFolder, device, now });
  expect(text).toMatch(/^trainer-lost: The trainer ended\.\n/);
  expect(text).toContain(`Node ${process.versions.node}`);
  expect(text).toContain('Device: CPU, 2 threads (tensorflow)');
  expect(text).toContain('Time: 2026-11-21T10:00:00.000Z');
  expect(text).toContain('Run: run-1');
  expect(text.split('\n').slice(-20)).toEqual(lines.slice(-20));
});

test('where there is no run, no log and no device yet, the rest is told', async () => {
  const runsFolder = await temporaryFolder();
  const about = { code: 'internal', message: 'x' } as const;
  const text = await problemDetails({ ...about, runId: null }, { runsFolder, device: null, now });
  expect(text).toContain('Device: not known yet');
  expect(text).not.toContain('log');
  expect(await problemDetails({ ...about, runId: 'gone' }, { runsFolder, device, now })).toMatch(/\(empty\)$/);
});
