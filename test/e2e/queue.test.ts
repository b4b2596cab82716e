import { expect, test } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import { listRuns } from '../../src/main/runs/list-runs';
import { pressShortcut } from './press-shortcut';
import { brokenRules } from './accessibility';
import {
  freshFolders,
  openStudio,
  runState,
  train,
  waitUntilReady,
  type StudioFolders,
  type StudioWindow,
} from './studio-window';
import { chooseTheme, setSize } from './window-look';

/** Asks for one more training on the New run page, as a person who wants it named does. */
async function askFor({ page }: StudioWindow, name: string, steps = 8): Promise<void> {
  await page.getByRole('button', { name: 'New run' }).click();
  await page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await page.getByRole('option', { name: 'steps' }).click();
  await page.getByRole('spinbutton', { name: 'Length' }).fill(String(steps));
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: /^Train/ }).click();
}

async function choose(page: Page, way: 'Queue it' | 'Train beside'): Promise<void> {
  await page.getByRole('alertdialog').getByRole('button', { name: way }).click();
  await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
}

const waiting = (page: Page): Locator => page.getByRole('region', { name: 'Waiting' });
const names = async (page: Page): Promise<readonly string[]> =>
  (await waiting(page).getByRole('listitem').allTextContents()).map((text) =>
    text.replace(/(Waiting|Held) ·.*/, '').trim(),
  );

async function states({ runs }: StudioFolders): Promise<readonly string[]> {
  return (await listRuns(runs)).runs.map((run) => `${run.notes.name}: ${run.state}`).sort();
}

test('a second training waits, is put in order, taken out and back, and starts by itself', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);
  await train(studio);
  for (const name of ['Second', 'Third']) {
    await askFor(studio, name);
    await choose(page, 'Queue it');
    await page.getByText(`${name} waits for its turn.`).waitFor();
  }
  expect(await names(page)).toEqual(['Second', 'Third']);
  await waiting(page).getByText('Waiting · starts after Quick digits, seed 0').waitFor();
  await waiting(page).getByRole('button', { name: 'Third: earlier' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => names(page)).toEqual(['Third', 'Second']);
  await waiting(page).getByRole('button', { name: 'Second: take out of the queue' }).click();
  await expect.poll(() => names(page)).toEqual(['Third']);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => names(page)).toEqual(['Third', 'Second']);
  expect(await brokenRules(page)).toEqual([]);
  await page
    .getByRole('grid')
    .getByRole('button', { name: /^Quick digits, seed 0/ })
    .click();
  await page.getByRole('main').getByRole('button', { name: 'Stop' }).click();
  await expect
    .poll(() => states(folders), { timeout: 90_000 })
    .toEqual([': stopped', 'Second: finished', 'Third: finished']);
  expect(await waiting(page).count()).toBe(0);
});

test('two runs train beside each other; each is stopped by itself, and closing ends both in order', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);
  await train(studio);
  await askFor(studio, 'Beside', 100_000);
  const dialog = page.getByRole('alertdialog');
  await dialog.getByText(/both are slower/).waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await choose(page, 'Train beside');
  await page.getByRole('heading', { name: 'Beside' }).waitFor();
  await runState(page, 'Training').waitFor();
  await expect.poll(() => states(folders)).toEqual([': running', 'Beside: running']);
  await askFor(studio, 'Third', 100_000);
  await choose(page, 'Train beside');
  await page.getByRole('heading', { name: 'Third' }).waitFor();
  await runState(page, 'Training').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Stop' }).click();
  await runState(page, 'Stopped').waitFor();
  await expect.poll(() => states(folders)).toEqual([': running', 'Beside: running', 'Third: stopped']);
  await studio.close();
  expect(await states(folders)).toEqual([': stopped', 'Beside: stopped', 'Third: stopped']);
});

test('a run is paused, says so after the next start too, and goes on to its end', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  await waitUntilReady(studio);
  await train(studio);
  await studio.page.getByRole('main').getByRole('button', { name: 'Pause' }).click();
  await runState(studio.page, 'Paused by you').waitFor();
  const [paused] = (await listRuns(folders.runs)).runs;
  expect(paused).toMatchObject({ state: 'paused', checkpointStep: paused?.step });
  await studio.close();

  const { page } = await openStudio(folders);
  await page
    .getByRole('grid')
    .getByRole('button', { name: /Paused by you/ })
    .click();
  await page.getByRole('main').getByRole('button', { name: 'Resume' }).click();
  await runState(page, 'Training').waitFor();
  await expect.poll(async () => (await listRuns(folders.runs)).runs[0]?.step).toBeGreaterThan(paused?.step ?? 0);
});

test('the queue outlives the studio, asks before it goes on, and the keyboard alone leads through it', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  await waitUntilReady(studio);
  await train(studio);
  await studio.page.getByRole('button', { name: 'New run' }).click();
  await studio.page.getByRole('textbox', { name: 'Name' }).fill('Later');
  await studio.page.getByRole('combobox', { name: 'Unit of the length' }).click();
  await studio.page.getByRole('option', { name: 'steps' }).click();
  await studio.page.getByRole('spinbutton', { name: 'Length' }).fill('8');
  await pressShortcut(studio, 'Enter');
  await studio.page.getByRole('alertdialog').waitFor();
  await studio.page.getByRole('button', { name: 'Queue it' }).focus();
  await studio.page.keyboard.press('Enter');
  await studio.page.getByText('Later waits for its turn.').waitFor();
  await studio.close();

  const again = await openStudio(folders);
  const { page } = again;
  const notice = page.getByRole('region', { name: 'Runs were waiting when the studio was closed' });
  await notice.waitFor();
  await waiting(page).getByText('Held · was waiting when the studio was closed').waitFor();
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(again, theme);
    expect(await brokenRules(page)).toEqual([]);
  }
  await setSize(again, 1024, 700);
  await page.getByRole('button', { name: 'Waiting: 1' }).click();
  await page.getByRole('dialog', { name: 'Waiting' }).getByText('Later', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await notice.getByRole('button', { name: 'Start them' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => states(folders), { timeout: 60_000 }).toEqual([': stopped', 'Later: finished']);
  expect(await notice.count()).toBe(0);
});
