import { rename } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readRunRecord } from '../../src/main/runs/run-record';
import { brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { removeRuns } from './shared-studio';
import { runState, train, waitUntilReady } from './studio-window';
import { putRun } from './trained-runs';

const shared = keptStudio();

test('from a checkpoint of a run a run of its own goes on with changed settings, and names its parent', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await putRun(folders, 'digits');
  await page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('button', { name: /^Quick digits, seed 1/ })
    .click();
  const [parent] = (await listRuns(folders.runs)).runs;
  if (!parent) throw new Error('There is no run.');

  const checkpoints = page.getByRole('list', { name: 'Checkpoints' });
  await checkpoints
    .getByRole('button', { name: `Pin: keep the checkpoint of step ${parent.step.toLocaleString('en')}` })
    .click();
  await checkpoints.getByText('Pinned').waitFor();
  await checkpoints.getByRole('button', { name: /^Branch: train a run of its own from step/ }).click();
  const origin = page.getByRole('region', { name: 'Goes on from a run' });
  await origin.getByText(/^Goes on from step [\d,]+ of /).waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await page.getByRole('spinbutton', { name: 'Learning rate, G' }).fill('1e-4');
  await page.getByRole('spinbutton', { name: 'Length' }).fill('100000');
  await page.getByRole('button', { name: /^Train/ }).click();
  await page.getByText(/^Step (2[1-9]|[3-9]\d|\d{3})/).waitFor();
  await page.getByText(`step ${parent.step.toLocaleString('en')} of ${parent.id}`).waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();

  const { runs } = await listRuns(folders.runs);
  const child = runs.find(({ id }) => id !== parent.id);
  if (!child) throw new Error('There is no child.');
  expect(await readRunRecord(child.folder)).toMatchObject({
    parent: { run: parent.id, step: parent.step },
    notices: [],
  });
  expect(child.step).toBeGreaterThan(parent.step);
});

test('a training whose folder is gone waits, says why, and goes on at a press of Retry', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await train(studio);
  const [run] = (await listRuns(folders.runs)).runs;
  if (!run) throw new Error('There is no run.');
  const away = `${folders.runs}-away`;
  await rename(folders.runs, away);
  const alert = page.getByRole('alert').filter({ hasText: 'Training waits' });
  await alert.getByText(/^Cannot write /).waitFor();
  await runState(page, 'Waiting for the disk').waitFor();
  await rename(away, folders.runs);
  await alert.getByRole('button', { name: 'Retry' }).click();
  await runState(page, 'Training').waitFor();
  await expect.poll(() => alert.count()).toBe(0);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
  const [kept] = (await listRuns(folders.runs)).runs;
  expect(kept).toMatchObject({ id: run.id, state: 'stopped' });
  expect(kept?.checkpointStep).toBe(kept?.step);
});
