import { expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { listRuns } from '../../src/main/runs/list-runs';
import type { RunSummary } from '../../src/shared/run';
import { brokenInEitherTheme, brokenRules } from './accessibility';
import { holdTraining } from './hold-training';
import { keptStudio } from './kept-studio';
import { pressShortcut } from './press-shortcut';
import { removeRuns } from './shared-studio';
import { runState, train, waitUntilReady, type StudioFolders, type StudioWindow } from './studio-window';
import { setSize } from './window-look';

const shared = keptStudio();

/** Asks for one more training on the New run page, as a person who wants it named does. */
async function askFor({ page }: StudioWindow, name: string, steps = 3): Promise<void> {
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'steps' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill(String(steps));
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: /^Train/ }).click();
}

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^When shall/ });

async function choose(page: Page, way: 'Queue it' | 'Train beside'): Promise<void> {
  await page
    .getByRole('dialog', { name: /^When shall/ })
    .getByRole('button', { name: way })
    .click();
  await dialog(page).waitFor({ state: 'hidden' });
}

const waiting = (page: Page): Locator => page.getByRole('region', { name: 'Waiting' });
async function names(page: Page): Promise<readonly string[]> {
  const removing = await waiting(page)
    .getByRole('button', { name: /: take out of the queue$/ })
    .all();
  const labels = await Promise.all(removing.map((button) => button.getAttribute('aria-label')));
  return labels.map((label) => label?.replace(/: .*/, '') ?? '');
}

async function runNamed({ runs }: StudioFolders, name: string): Promise<RunSummary | undefined> {
  return (await listRuns(runs)).runs.find(({ notes }) => notes.name === name);
}

async function states({ runs }: StudioFolders): Promise<readonly string[]> {
  return (await listRuns(runs)).runs.map((run) => `${run.notes.name}: ${run.state}`).sort();
}

test('trainings wait, are put in order, taken out and back, and start by themselves once the one before is paused', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await waitUntilReady(studio);
  await train(studio);
  const goOn = await holdTraining(folders);
  for (const name of ['Second', 'Third']) {
    await askFor(studio, name);
    await choose(page, 'Queue it');
    await page.getByText(`${name} waits for its turn.`).waitFor();
  }
  expect(await names(page)).toEqual(['Second', 'Third']);
  await waiting(page).getByText('after Quick digits, seed 0').waitFor();
  await waiting(page).getByRole('button', { name: 'Third: earlier' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['Third', 'Second']);
  await waiting(page).getByRole('button', { name: 'Second: take out of the queue' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['Third']);
  await waiting(page).locator(':focus').waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => names(page)).toEqual(['Third', 'Second']);
  expect(await brokenRules(page)).toEqual([]);
  await page
    .getByRole('grid')
    .getByRole('button', { name: /^Quick digits, seed 0/ })
    .click();
  goOn();
  await page.getByRole('main').getByRole('button', { name: 'Pause' }).click();
  await runState(page, 'Paused').waitFor();
  await page.getByText('Third trains now.').waitFor();
  await expect
    .poll(() => states(folders), { timeout: 90_000 })
    .toEqual([': paused', 'Second: finished', 'Third: finished']);
  expect(await waiting(page).count()).toBe(0);
});

test('two runs train beside each other, one is paused, one is queued; after the next start the queue asks before it goes on, and the paused one goes on', async () => {
  const studio = await shared();
  const { folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await train(studio);
  const goOn = await holdTraining(folders);
  await askFor(studio, 'Beside', 100_000);
  await dialog(studio.page)
    .getByText(/each is slower/)
    .waitFor();
  expect(await brokenRules(studio.page)).toEqual([]);
  await choose(studio.page, 'Train beside');
  await studio.page.getByRole('heading', { name: 'Beside' }).waitFor();
  await runState(studio.page, 'Training').waitFor();
  await expect.poll(() => states(folders)).toEqual([': running', 'Beside: running']);
  await pressShortcut(studio, 'P', ['control', 'shift']);
  await runState(studio.page, 'Paused').waitFor();
  expect(await states(folders)).toEqual([': running', 'Beside: paused']);
  const paused = await runNamed(folders, 'Beside');
  expect(paused?.checkpointStep).toBe(paused?.step);
  await queueByKeyboard(studio, 'Later');
  goOn();
  await studio.close();
  expect(await states(folders)).toEqual([': stopped', 'Beside: paused']);

  const again = await studio.restart();
  await startsWhatWaited(again, folders, 'Later');
  await again.page
    .getByRole('grid')
    .getByRole('button', { name: /^Beside/ })
    .click();
  await runState(again.page, 'Paused').waitFor();
  await again.page.getByRole('main').getByRole('button', { name: 'Resume' }).click();
  await runState(again.page, 'Training').waitFor();
  await expect.poll(async () => (await runNamed(folders, 'Beside'))?.step).toBeGreaterThan(paused?.step ?? 0);
});

/** Asks for one more training, without the mouse where it comes to the queue. */
async function queueByKeyboard(studio: StudioWindow, name: string): Promise<void> {
  const { page } = studio;
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'steps' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill('3');
  await pressShortcut(studio, 'Enter');
  await dialog(page).waitFor();
  await page.getByRole('button', { name: 'Queue it' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(`${name} waits for its turn.`).waitFor();
}

/** The queue outlives the studio, asks before it goes on, and the keyboard alone leads through it. */
async function startsWhatWaited(studio: StudioWindow, folders: StudioFolders, name: string): Promise<void> {
  const { page } = studio;
  const notice = page.getByRole('region', { name: 'Runs were waiting when the studio was closed' });
  await notice.waitFor();
  await waiting(page).getByText('held since the studio was closed').waitFor();
  expect(await brokenInEitherTheme(page)).toEqual([]);
  await setSize(studio, 1024, 700);
  await page.getByRole('button', { name: 'Waiting: 1' }).click();
  await page.getByRole('dialog', { name: 'Waiting' }).getByText(name, { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await setSize(studio, 1440, 900);
  await notice.getByRole('button', { name: 'Start' }).focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => states(folders), { timeout: 60_000 })
    .toEqual([': stopped', 'Beside: paused', `${name}: finished`]);
  expect(await notice.count()).toBe(0);
}
