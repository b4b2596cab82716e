import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { createRun, type NewRun } from '../../src/main/runs/create-run';
import { changeNotes, readNotes } from '../../src/main/runs/run-notes';
import { quickDigits } from '../../src/shared/presets/quick-digits';
import type { RunNotesChange } from '../../src/shared/run-notes';
import { metricsOf, newRun, samplesOf } from '../new-run';
import { brokenInEitherTheme, brokenRules } from './accessibility';
import { holdTraining } from './hold-training';
import { keptStudio } from './kept-studio';
import { removeRuns, type SharedStudio } from './shared-studio';
import {
  runState,
  studioEnvironment,
  train,
  waitUntilReady,
  type StudioFolders,
  type StudioWindow,
} from './studio-window';
import { chooseLanguage, setSize } from './window-look';

const studioWithRuns = keptStudio();

/** The window on no runs but those that the test makes. */
async function emptyList(): Promise<SharedStudio> {
  const studio = await studioWithRuns();
  await removeRuns(studio.folders);
  await expect.poll(() => names(studio.page)).toEqual([]);
  return studio;
}

/** A finished run as a trainer leaves it. */
async function makeRun(
  folders: StudioFolders,
  notes: RunNotesChange,
  changes: Partial<NewRun> = {},
): Promise<{ readonly id: string; readonly folder: string }> {
  const recipe = { ...quickDigits, seed: 3 };
  const writer = await createRun(newRun(folders.runs, { recipe, ...changes }));
  await writer.appendMetrics([metricsOf(1), metricsOf(2)]);
  await writer.writeSheet(samplesOf(2));
  await writer.finish('finished', null);
  await changeNotes(writer.folder, notes);
  return writer;
}

function rowOf(page: Page, name: string): Locator {
  return page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: name });
}

const nameField = (page: Page): Locator => page.getByRole('textbox', { name: /^Name of / });
const names = async (page: Page): Promise<readonly string[]> => page.locator('.run-row .name').allInnerTexts();

test('a run is renamed, starred, tagged and written about, by keyboard, and the folder keeps it', async () => {
  const { page, folders } = await emptyList();
  const { folder } = await makeRun(folders, {});
  await makeRun(folders, { name: 'Another' });
  // until its name is written the other run is called the same
  await expect.poll(() => names(page)).toEqual(['Another', 'Quick digits, seed 3']);
  const notes = async () => (await readNotes(folder)).notes;
  const button = page.getByRole('button', { name: /^Quick digits, seed 3 / });
  await button.focus();
  await page.keyboard.press('F2');
  await nameField(page).waitFor();
  await page.keyboard.type('  First   try ');
  await page.keyboard.press('Enter');
  await rowOf(page, 'First try').waitFor();
  await expect.poll(async () => (await notes()).name).toBe('First try');
  // the keyboard is where it was
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('First try');

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Star: First try', pressed: true }).first().waitFor();
  await expect.poll(async () => (await notes()).star).toBe(true);

  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Tags and notes' }).press('Enter');
  const text = page.getByRole('textbox', { name: 'Tags and notes' });
  await expect.poll(() => text.evaluate((field) => field === document.activeElement)).toBe(true);
  await text.fill('Too fast at first.');
  await page.getByRole('textbox', { name: 'Add a tag' }).fill('homework');
  await page.keyboard.press('Enter');
  await rowOf(page, 'homework').waitFor();
  await expect.poll(notes).toEqual({
    formatVersion: 1,
    name: 'First try',
    tags: ['homework'],
    star: true,
    notes: 'Too fast at first.',
  });
  await page.getByRole('heading', { name: 'First try', level: 1 }).waitFor();

  // Escape keeps the old name, and a double click begins as well
  await page.getByRole('heading', { name: 'First try', level: 1 }).dblclick();
  await nameField(page).fill('Never kept');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'First try', level: 1 }).waitFor();
  expect((await notes()).name).toBe('First try');
});

test('the list is searched and filtered, and says when nothing fits', async () => {
  const { page, folders } = await emptyList();
  await makeRun(folders, { name: 'Gradient penalty', star: true });
  await makeRun(folders, { name: 'Smooth labels', tags: ['homework'] });
  await expect.poll(() => names(page)).toHaveLength(2);
  const filter = page.getByRole('searchbox', { name: 'Filter runs' });
  await filter.fill('HOMEWORK');
  await expect.poll(() => names(page)).toEqual(['Smooth labels']);
  await filter.fill('no such run');
  await page.getByText('No run fits “no such run”. Shorten it, or press Esc in the field to see all runs.').waitFor();
  await filter.fill('');
  await page.getByRole('button', { name: 'Filter by state and star' }).press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'With a star' }).click();
  await expect.poll(() => names(page)).toEqual(['Gradient penalty']);
  await page.getByRole('menuitemcheckbox', { name: 'Stopped' }).click();
  await page.getByText('No run fits the filter. Take a condition out of it to see more.').waitFor();
  await page.getByRole('menuitem', { name: 'Show all' }).click();
  await expect.poll(() => names(page)).toHaveLength(2);
});

/** Where the system's trash can be put into a test's own folder; a person's own one is left alone. */
const hasTrashOfItsOwn = process.platform === 'linux' && existsSync('/usr/bin/gio');

async function moveToFolderInstead(studio: StudioWindow, { data }: StudioFolders): Promise<void> {
  await restoreTrash(studio);
  await studio.app.evaluate(
    ({ shell }, trash) => {
      const { renameSync } = process.getBuiltinModule('node:fs');
      shell.trashItem = (path) => Promise.resolve(renameSync(path, `${trash}/${path.split(/[\\/]/).at(-1)}`));
    },
    join(data, 'Trash', 'files'),
  );
}

/** When the test ends, the program asks the system again. */
async function restoreTrash({ app }: StudioWindow): Promise<void> {
  const usual = await app.evaluateHandle(({ shell }) => ({ trashItem: shell.trashItem }));
  onTestFinished(() => app.evaluate(({ shell }, before) => void Object.assign(shell, before), usual));
}

test('several runs go to the trash of the system, one that trains stays, and the open one says that it is gone', async () => {
  const studio = await emptyList();
  const { page, folders } = studio;
  // one by one: the list is in the order of their seconds
  for (const name of ['First', 'Second', 'Third']) {
    await makeRun(folders, { name });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const training = await createRun(newRun(folders.runs));
  await changeNotes(training.folder, { name: 'Busy' });
  await mkdir(join(folders.data, 'Trash', 'files'), { recursive: true });
  if (!hasTrashOfItsOwn) await moveToFolderInstead(studio, folders);
  await page.getByRole('button', { name: /^Third/ }).click();
  await page.getByRole('heading', { name: 'Third', level: 1 }).waitFor();
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('status').filter({ hasText: '2 runs chosen' }).waitFor({ state: 'attached' });
  await page.keyboard.press('Delete');
  await page.getByText('2 runs are in the trash.').waitFor();
  await expect.poll(() => names(page)).toEqual(['Busy', 'First']);
  expect((await readdir(join(folders.data, 'Trash', 'files'))).length).toBe(2);
  await page.getByText('This run is gone').waitFor();
  // the keyboard is at the row that took their place
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('First');

  await rowOf(page, 'Busy').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await page
    .getByRole('alert')
    .getByText(/is training \(process \d+ on .* stop it first\.$/)
    .waitFor();
  expect(await readdir(folders.runs)).toContain(training.id);
  await training.finish('stopped', null);
});

test('where the system has no trash, deleting for good is asked for', async () => {
  const studio = await emptyList();
  const { app, page, folders } = studio;
  const { id } = await makeRun(folders, { name: 'Unwanted' });
  await restoreTrash(studio);
  await app.evaluate(({ shell }) => {
    shell.trashItem = () => Promise.reject(new Error('Failed to move item to trash'));
  });
  await page.getByRole('button', { name: /^Unwanted/ }).focus();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('alertdialog', { name: 'Delete the run for good?' });
  await dialog.getByText(/Failed to move item to trash/).waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Keep' }).click();
  expect(await readdir(folders.runs)).toContain(id);
  await page.getByRole('button', { name: /^Unwanted/ }).focus();
  await page.keyboard.press('Delete');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByText('The run is deleted.').waitFor();
  expect(await readdir(folders.runs)).toEqual([]);
});

test('a run of the command line appears by itself, tells its steps, and ends in the list', async () => {
  const { page, folders } = await emptyList();
  await makeRun(folders, { name: 'Earlier' });
  await page.getByRole('button', { name: /^Earlier/ }).waitFor();
  const settings = ['train', '--preset', 'mlp-tutorial', '--steps', '100000', '--runs', folders.runs];
  const program = spawn(process.execPath, [resolve('out/main/cli.js'), ...settings], {
    env: studioEnvironment(folders),
    stdio: 'ignore',
  });
  const exit = new Promise((fulfil) => program.on('exit', fulfil));
  onTestFinished(() => void program.kill('SIGKILL'));
  const now = page.getByRole('row', { name: /^MLP tutorial/ });
  await now.waitFor({ timeout: 60_000 });
  const step = async (): Promise<number> => Number(/([\d,]+) of/.exec(await now.innerText())?.[1]?.replaceAll(',', ''));
  await expect.poll(step, { timeout: 60_000 }).toBeGreaterThan(0);
  const before = await step();
  await expect.poll(step, { timeout: 60_000 }).toBeGreaterThan(before);
  program.kill('SIGINT');
  expect(await exit).toBe(0);
  await page.getByRole('button', { name: /MLP tutorial.*Stopped/ }).waitFor();
});

test('a runs folder that is moved is said in words, and its runs come back by themselves', async () => {
  const { page, folders } = await emptyList();
  await makeRun(folders, { name: 'Kept' });
  await page.getByRole('button', { name: /^Kept/ }).click();
  await page.getByRole('heading', { name: 'Kept', level: 1 }).waitFor();
  await rename(folders.runs, `${folders.runs}-moved`);
  await page.getByText('The runs folder is not there').waitFor();
  await page.getByText(`${folders.runs} was moved, renamed or deleted.`).waitFor();
  await page.getByText('This run is gone').waitFor();
  await rename(`${folders.runs}-moved`, folders.runs);
  await page.getByRole('button', { name: /^Kept/ }).waitFor();
  await expect.poll(() => page.getByText('This run is gone').count()).toBe(0);
});

test('after the program was killed with two runs training, the next start offers to go on with each', async () => {
  const studio = await emptyList();
  await waitUntilReady(studio);
  await train(studio);
  const goOn = await holdTraining(studio.folders);
  await studio.page.getByRole('button', { name: 'New run', exact: true }).click();
  await studio.page.getByRole('textbox', { name: 'Name' }).fill('Beside');
  await studio.page.getByRole('button', { name: /^Train/ }).click();
  await studio.page.getByRole('button', { name: 'Train beside' }).click();
  await studio.page.getByRole('heading', { name: 'Beside' }).waitFor();
  await runState(studio.page, 'Training').waitFor();
  goOn();
  const killed = new Promise<void>((fulfil) => studio.app.on('close', () => fulfil()));
  studio.app.process().kill('SIGKILL');
  await killed;

  const again = await studio.restart();
  const { page } = again;
  const offer = page.getByRole('region', { name: 'Training was interrupted' });
  for (const name of ['Beside', 'Quick digits, seed 0']) {
    await offer
      .getByRole('listitem')
      .filter({ hasText: `${name} ended before its first checkpoint` })
      .waitFor();
  }
  expect(await brokenRules(page)).toEqual([]);
  await offer.getByRole('button', { name: 'Dismiss Quick digits, seed 0' }).click();
  expect(await offer.getByRole('listitem').count()).toBe(1);
  await waitUntilReady(again);
  await offer.getByRole('button', { name: 'Resume Beside' }).click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click({ timeout: 60_000 });
  await runState(page, /Stopped|Finished/).waitFor({ timeout: 60_000 });
  expect(await offer.count()).toBe(0);
  const last = await again.restart();
  await last.page.getByRole('button', { name: /^Quick digits/ }).waitFor();
  expect(await last.page.getByRole('region', { name: 'Training was interrupted' }).count()).toBe(0);
});

test('the list is free of accessibility faults in both themes and languages, and fits the narrow window', async () => {
  const studio = await emptyList();
  const { page, folders } = studio;
  for (const name of ['First', 'Second']) await makeRun(folders, { name, star: true, tags: ['a', 'b'] });
  const training = await createRun(newRun(folders.runs));
  await page.getByRole('button', { name: /^First/ }).click();
  await page.getByRole('textbox', { name: 'Add a tag' }).waitFor();
  expect(await brokenInEitherTheme(page)).toEqual([]);
  await page.getByRole('button', { name: /^Second/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename F2' }).waitFor();
  expect(await brokenRules(page), 'menu').toEqual([]);
  await page.getByRole('menuitem', { name: 'Rename F2' }).click();
  await nameField(page).waitFor();
  expect(await brokenRules(page), 'rename').toEqual([]);
  await page.keyboard.press('Escape');
  await chooseLanguage(studio, 'zh-CN');
  await setSize(studio, 1024, 700);
  await page.getByRole('button', { name: /^First/ }).focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'First 的名称' }).fill('第一次');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '第一次', level: 1 }).waitFor();
  expect(await brokenRules(page), 'rail').toEqual([]);
  await rm(training.folder, { recursive: true });
});
