import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { quickDigits } from '../../src/shared/presets/quick-digits';
import { brokenInEitherTheme } from './accessibility';
import { sharedStudio } from './shared-studio';
import {
  electronProgram,
  freshFolders,
  studioArguments,
  studioEnvironment,
  train,
  waitUntilReady,
  type StudioWindow,
} from './studio-window';

const shared = sharedStudio();

const copied = ({ app }: StudioWindow): Promise<string> => app.evaluate(({ clipboard }) => clipboard.readText());

async function openRecent(page: Page): Promise<void> {
  await page.getByRole('menuitem', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: 'Open recent' }).press('ArrowRight');
}

test('a recent file opens again after the next start; one that vanished is said in words, copied with details, and leaves the list', async () => {
  const first = await shared();
  const { folders } = first;
  await mkdir(folders.data, { recursive: true });
  const recipe = join(folders.data, 'recipe.json');
  await writeFile(recipe, JSON.stringify(quickDigits));
  await first.page.getByRole('button', { name: 'New run', exact: true }).waitFor();
  await first.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, recipe);
  await first.page.getByRole('menuitem', { name: 'File' }).click();
  await first.page.getByRole('menuitem', { name: 'Open recent', disabled: true }).waitFor();
  await first.page.getByRole('menuitem', { name: 'Open file…' }).click();
  await first.page.getByRole('dialog', { name: 'A recipe' }).waitFor();

  const studio = await first.restart();
  const { page } = studio;
  await page.getByRole('button', { name: 'New run', exact: true }).waitFor();
  await openRecent(page);
  await page.getByRole('menuitem', { name: recipe }).press('Enter');
  await page.getByRole('dialog', { name: 'A recipe' }).waitFor();
  await page.keyboard.press('Escape');
  await writeFile(join(folders.data, 'elsewhere.json'), '');
  await studio.app.evaluate((_electron, path) => process.getBuiltinModule('node:fs').rmSync(path), recipe);
  await openRecent(page);
  await page.getByRole('menuitem', { name: recipe }).press('Enter');
  const alert = page.getByRole('alert').filter({ hasText: 'It was taken off the list of recent files.' });
  await alert.waitFor();
  expect(await brokenInEitherTheme(page)).toEqual([]);
  await alert.getByRole('button', { name: 'Copy details' }).press('Enter');
  await page.getByText('The details are on the clipboard.').waitFor();
  expect(await copied(studio)).toMatch(/^file-unreadable: [^]*GAN Studio [\d.]+, Electron [^]*Device: /);
  await page.getByRole('menuitem', { name: 'File' }).click();
  await page.getByRole('menuitem', { name: 'Open recent', disabled: true }).waitFor();
});

test('errors that nobody caught are told in words without a stack trace, from the page and from the program', async () => {
  const { app, page } = await shared();
  await page.getByRole('button', { name: 'New run', exact: true }).waitFor();
  await page.evaluate(() => void Promise.reject(new Error('planted in the page')));
  await app.evaluate(() => void Promise.reject(new Error('planted in the program')));
  for (const where of ['page', 'program']) {
    const alert = page.getByRole('alert').filter({ hasText: `planted in the ${where}` });
    await alert.getByRole('button', { name: 'Copy details' }).waitFor();
    expect(await alert.innerText()).not.toMatch(/\n\s+at /);
  }
});

test('a page that crashed is loaded again, and says so', async () => {
  const folders = await freshFolders();
  const driver = resolve(import.meta.dirname, 'crash-page.cjs');
  const program = spawn(electronProgram, ['--require', driver, ...studioArguments(folders)], {
    env: studioEnvironment(folders),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void program.kill('SIGKILL'));
  let printed = '';
  program.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  expect(await new Promise((fulfil) => program.on('close', fulfil))).toBe(0);
  expect(printed).toContain('The window was loaded again');
  expect(printed).toContain('What trains went on meanwhile');
  expect(printed).toContain('Copy details');
});

test('while a run trains the computer stays awake and the task bar tells; its end is notified, and a click shows the run', async () => {
  const studio = await shared();
  const { app, page } = studio;
  await waitUntilReady(studio);
  const seen = await app.evaluateHandle(({ BrowserWindow, Notification, powerSaveBlocker }) => {
    const found = {
      modes: [] as (string | undefined)[],
      awake: [] as boolean[],
      titles: [] as string[],
      notifications: [] as Electron.Notification[],
    };
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('There is no window.');
    window.isFocused = () => false;
    window.setProgressBar = (_value, options) => {
      found.modes.push(options?.mode);
      found.awake.push(powerSaveBlocker.isStarted(0));
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      found.titles.push(this.title);
      found.notifications.push(this);
    };
    return found;
  });
  await train(studio);
  // a minute passes for the program
  await app.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 60_000;
  });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await expect.poll(() => seen.evaluate(({ titles }) => titles), { timeout: 60_000 }).toEqual(['Training stopped']);
  // the notification comes a moment before them
  await expect
    .poll(() => seen.evaluate(({ modes }) => [...new Set(modes)]))
    .toEqual(['indeterminate', 'normal', 'none']);
  await expect.poll(() => app.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0))).toBe(false);
  const awake = await seen.evaluate((found) => found.awake);
  expect(awake[Math.floor(awake.length / 2)]).toBe(true);
  await seen.evaluate(({ notifications }) => notifications[0]?.emit('click', {}));
  await page.getByRole('heading', { name: /^Quick digits/, level: 1 }).waitFor();
});
