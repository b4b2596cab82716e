import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createRun } from '../../src/main/runs/create-run';
import { changeNotes } from '../../src/main/runs/run-notes';
import { saveOwnPreset } from '../../src/main/presets/own-presets';
import { quickDigits } from '../../src/shared/presets/quick-digits';
import { makeManyRuns } from '../bench/many-runs';
import { metricsOf, newRun, samplesOf } from '../new-run';
import { brokenRules } from './accessibility';
import { pressShortcut } from './press-shortcut';
import { sharedStudio } from './shared-studio';
import { waitUntilReady, type StudioFolders } from './studio-window';
import { chooseLanguage, chooseTheme } from './window-look';

async function makeRun({ runs }: StudioFolders, name: string): Promise<void> {
  const writer = await createRun(newRun(runs, { recipe: { ...quickDigits, seed: 3 } }));
  await writer.appendMetrics([metricsOf(1)]);
  await writer.writeSheet(samplesOf(1));
  await writer.finish('finished', null);
  await changeNotes(writer.folder, { name });
}

const shared = sharedStudio(async (folders) => {
  await makeRun(folders, 'Gradient penalty');
  await saveOwnPreset(folders.presets, 'Homework net', quickDigits, false);
});

const field = (page: Page) => page.getByRole('combobox', { name: 'Search runs, presets, commands' });
const lines = (page: Page) => page.getByRole('option').allInnerTexts();

/** The line that the keyboard is at, as a screen reader is told. */
function current(page: Page): Promise<string> {
  return field(page).evaluate(
    (input) => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.innerText ?? '',
  );
}

test('the palette finds runs, presets, data sets and commands, by keyboard alone', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);

  await pressShortcut(studio, 'K');
  await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(true);
  await field(page).pressSequentially('gradi');
  await expect.poll(() => current(page)).toContain('Gradient penalty');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Gradient penalty', level: 1 }).waitFor();
  expect(await field(page).count()).toBe(0);

  await pressShortcut(studio, 'K');
  await field(page).pressSequentially('dcgan 28');
  await expect.poll(() => current(page)).toContain('DCGAN 28');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('radio', { name: 'DCGAN 28' }).isChecked()).toBe(true);

  await pressShortcut(studio, 'K');
  await field(page).pressSequentially('homework');
  await expect.poll(() => current(page)).toContain('Own preset');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('radio', { name: 'Homework net' }).isChecked()).toBe(true);

  await pressShortcut(studio, 'N');
  await page.getByRole('button', { name: /^Gradient penalty/ }).click();
  await page.getByRole('heading', { name: 'Gradient penalty', level: 1 }).waitFor();
  await pressShortcut(studio, 'K');
  await field(page).pressSequentially('mnist');
  await expect.poll(() => current(page)).toContain('Data set');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('radio', { name: 'MNIST' }).isChecked()).toBe(true);

  await pressShortcut(studio, 'K');
  await field(page).pressSequentially('keyboard');
  await expect.poll(() => current(page)).toMatch(/Keyboard shortcuts[^]*Ctrl \//);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
});

test('the palette and the overview of shortcuts are free of accessibility faults, in both themes and languages', async () => {
  const studio = await shared();
  const { page } = studio;
  await page.getByRole('button', { name: 'New run', exact: true }).waitFor();
  for (const [theme, language] of [
    ['light', 'en'],
    ['dark', 'zh-CN'],
  ] as const) {
    await chooseTheme(studio, theme);
    await chooseLanguage(studio, language);
    await page.getByRole('button', { name: /^(Search runs|搜索训练)/ }).click();
    await page.getByRole('option').first().waitFor();
    expect(await brokenRules(page), `palette, ${theme}`).toEqual([]);
    await page.keyboard.press('Escape');
    await pressShortcut(studio, '/');
    await page.getByRole('dialog', { name: /^(Keyboard shortcuts|键盘快捷键)$/ }).waitFor();
    expect(await brokenRules(page), `shortcuts, ${theme}`).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('what was chosen lately comes first, also after the next start and among ten thousand runs; arrows, Escape and a second Ctrl K work', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await page.getByRole('button', { name: 'New run', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Search runs, presets, commands' }).click();
  await field(page).pressSequentially('actual size');
  await expect.poll(() => current(page)).toContain('Actual size');
  await page.keyboard.press('Enter');
  await expect.poll(() => field(page).count()).toBe(0);

  await pressShortcut(studio, 'K');
  await expect.poll(async () => (await lines(page))[0]).toContain('Actual size');
  await expect.poll(() => current(page)).toContain('Actual size');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => current(page)).not.toContain('Actual size');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => current(page)).toContain('Actual size');
  await page.keyboard.press('Escape');
  await expect.poll(() => field(page).count()).toBe(0);
  await pressShortcut(studio, 'K');
  await field(page).waitFor();
  await pressShortcut(studio, 'K');
  await expect.poll(() => field(page).count()).toBe(0);
  await studio.close();

  makeManyRuns(folders.runs, 10_000);
  const { page: later } = await studio.restart();
  await expect
    .poll(async () => Number(await later.getByRole('grid', { name: 'Runs' }).getAttribute('aria-rowcount')), {
      timeout: 60_000,
    })
    .toBeGreaterThan(10_000);
  await later.getByRole('button', { name: 'Search runs, presets, commands' }).click();
  await expect.poll(async () => (await lines(later))[0]).toContain('Actual size');
  await field(later).fill('no such thing');
  await later.getByText('Nothing fits “no such thing”.').waitFor();

  // ten thousand runs are searched as fast as they are typed
  await field(later).fill('');
  await field(later).pressSequentially('try 9');
  await expect.poll(() => current(later)).toContain('Try 9');
  // only what is in view stands in the page
  expect((await lines(later)).length).toBeLessThan(60);
  await field(later).pressSequentially('999');
  await expect.poll(() => lines(later)).toHaveLength(1);
  await later.keyboard.press('Enter');
  await later.getByRole('heading', { name: 'Try 9999', level: 1 }).waitFor();
});
