import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRun } from '../../../../src/main/runs/create-run';
import { trashRuns } from '../../../../src/main/runs/trash-runs';
import { newRun } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

async function finishedRun(runsFolder: string): Promise<string> {
  const writer = await createRun(newRun(runsFolder));
  await writer.finish('finished', null);
  return writer.id;
}

const noTrash = (): Promise<void> => Promise.reject(new Error('Failed to move item to trash'));

test('runs go to the trash one by one, and one that trains stays with the reason', async () => {
  const [runsFolder, trash] = [await temporaryFolder(), await temporaryFolder()];
  const first = await finishedRun(runsFolder);
  const training = await createRun(newRun(runsFolder));
  const second = await finishedRun(runsFolder);
  const answers = await trashRuns(runsFolder, [first, training.id, second], 'to-trash', (path) =>
    rename(path, join(trash, String(path.split('/').at(-1)))),
  );
  expect(answers).toMatchObject([
    { runId: first, outcome: 'gone' },
    { runId: training.id, outcome: 'running' },
    { runId: second, outcome: 'gone' },
  ]);
  expect(answers[1]).toMatchObject({ message: expect.stringContaining(`process ${process.pid} on `) });
  expect(await readdir(runsFolder)).toEqual([training.id]);
  expect((await readdir(trash)).sort()).toEqual([first, second].sort());
});

test('where the system has no trash nothing is touched, and the reason is said', async () => {
  const runsFolder = await temporaryFolder();
  const id = await finishedRun(runsFolder);
  const answers = await trashRuns(runsFolder, [id], 'to-trash', noTrash);
  expect(answers).toMatchObject([{ runId: id, outcome: 'no-trash', message: /Failed to move item to trash/ }]);
  expect(await readdir(join(runsFolder, id))).toContain('run.json');
});

test('for good means for good, but not for a run that trains', async () => {
  const runsFolder = await temporaryFolder();
  const id = await finishedRun(runsFolder);
  const training = await createRun(newRun(runsFolder));
  const answers = await trashRuns(runsFolder, [id, training.id], 'for-good', noTrash);
  expect(answers.map(({ outcome }) => outcome)).toEqual(['gone', 'running']);
  expect(await readdir(runsFolder)).toEqual([training.id]);
});

test('a run that is gone already is no failure', async () => {
  const runsFolder = await temporaryFolder();
  expect(await trashRuns(runsFolder, ['run-1'], 'to-trash', noTrash)).toEqual([{ runId: 'run-1', outcome: 'gone' }]);
  const vanishing = await finishedRun(runsFolder);
  const answers = await trashRuns(runsFolder, [vanishing], 'to-trash', async (path) => {
    await rm(path, { recursive: true });
    throw new Error('It was gone.');
  });
  expect(answers).toMatchObject([{ outcome: 'gone' }]);
});

test('a link goes, what it leads to stays', async () => {
  const [runsFolder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  const id = await finishedRun(elsewhere);
  await mkdir(runsFolder, { recursive: true });
  await symlink(join(elsewhere, id), join(runsFolder, id));
  expect(await trashRuns(runsFolder, [id], 'for-good', noTrash)).toEqual([{ runId: id, outcome: 'gone' }]);
  expect(await readdir(runsFolder)).toEqual([]);
  expect(await readdir(join(elsewhere, id))).toContain('run.json');
});
