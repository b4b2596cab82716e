import { spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { keptStudio } from './kept-studio';
import { removeRuns } from './shared-studio';
import {
  electronProgram,
  freshFolders,
  openStudio,
  runState,
  studioArguments,
  studioEnvironment,
  train,
  trainerProcess,
  waitUntilReady,
} from './studio-window';

const shared = keptStudio();

test('a killed trainer is told in words, its run is marked, and goes on from there', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await train(studio);
  process.kill(await trainerProcess(folders), 'SIGKILL');

  const alert = page.getByRole('alert');
  await alert.getByText(/^The trainer process was ended by the signal SIGKILL\./).waitFor();
  await page.getByRole('heading', { name: 'Interrupted' }).waitFor();
  await runState(page, 'Interrupted').waitFor();
  const list = page.getByRole('navigation', { name: 'Runs' });
  await list.getByRole('button', { name: /Interrupted/ }).waitFor();
  expect((await listRuns(folders.runs)).runs.map(({ state }) => state)).toEqual(['interrupted']);

  await alert.getByRole('button', { name: 'Resume' }).click();
  await runState(page, 'Training').waitFor();
  expect(await alert.count()).toBe(0);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
});

test('closing the window while it trains keeps everything, and the run opens again as stopped', async () => {
  const studio = await shared();
  const { folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await train(studio);
  const closed = new Promise<void>((resolve) => studio.app.on('close', resolve));
  await studio.page.getByRole('button', { name: 'Close' }).click();
  await closed;

  const [run] = (await listRuns(folders.runs)).runs;
  expect(run).toMatchObject({ state: 'stopped', checkpointStep: run?.step, sheetStep: run?.step });

  const again = await studio.restart();
  await again.page.getByRole('button', { name: /Quick digits, seed 0.*Stopped/ }).click();
  await again.page.getByRole('heading', { name: 'Stopped' }).waitFor();
});

test('a second program shows the window of the first and leaves', async () => {
  const { app, page, folders } = await shared();
  await page.getByRole('button', { name: 'New run', exact: true }).waitFor();
  const isShown = (): Promise<boolean | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect(await isShown()).toBe(false);

  const second = spawn(electronProgram, [...studioArguments(folders)], { env: studioEnvironment(folders) });
  const exitCode = await new Promise((resolve) => second.on('exit', resolve));
  expect(exitCode).toBe(0);
  await expect.poll(isShown).toBe(true);
  expect(app.windows()).toHaveLength(1);
});

test('a runs folder that cannot be written is said at once, and Train names it without leaving anything behind', async () => {
  const folders = await freshFolders();
  // a file where the folder should be stops root as well
  await mkdir(dirname(folders.runs), { recursive: true });
  await writeFile(folders.runs, 'in the way');
  const studio = await openStudio(folders);
  const { page } = studio;
  await page.getByRole('alert').getByText(`Runs cannot be written to ${folders.runs}`).waitFor();
  await waitUntilReady(studio);
  await page.getByRole('button', { name: /^Train/ }).click();
  await page.getByRole('alert').filter({ hasText: 'Copy details' }).getByText(folders.runs).first().waitFor();
  expect(await page.getByRole('button', { name: 'Stop', exact: true }).count()).toBe(0);
  expect((await readdir(dirname(folders.runs))).sort()).toEqual(['runs', 'user-data']);
});

test('a folder that is no run is shown with the reason, not hidden', async () => {
  const { page, folders } = await shared();
  await mkdir(`${folders.runs}/not-a-run`, { recursive: true });
  const unreadable = page.getByRole('region', { name: 'Not readable' });
  await unreadable.getByText('not-a-run', { exact: true }).waitFor();
});
