import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { listRuns } from '../../src/main/runs/list-runs';
import { readRun } from '../../src/main/runs/read-run';
import { brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { runState, waitUntilReady } from './studio-window';
import { chooseLanguage, chooseTheme, setSize } from './window-look';

const shared = keptStudio();

const advanced = (page: Page) => page.getByRole('button', { name: /^Advanced, \d+ settings$/ }).first();

async function choose(page: Page, knob: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: knob, exact: true }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
}

test('what is set by hand, plain and advanced, is what the run is trained with', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await waitUntilReady(studio);
  await choose(page, 'Unit of the length', 'steps');
  await page.getByRole('spinbutton', { name: 'Length' }).fill('6');
  await page.getByRole('spinbutton', { name: 'Learning rate, D' }).fill('5e-4');
  await page.getByRole('spinbutton', { name: 'D steps per G step' }).fill('2');
  await page.getByRole('switch', { name: 'Average generator (EMA)' }).click();
  await advanced(page).click();
  await page.getByRole('spinbutton', { name: 'Label of real images' }).fill('0.9');
  await choose(page, 'Optimiser, G', 'RMSProp');
  await page.getByRole('switch', { name: 'Longest gradient, D: on or off' }).click();
  await page.getByRole('switch', { name: 'Shift images' }).click();
  await choose(page, 'Execution', 'Op by op');
  await page.getByRole('button', { name: /^Train/ }).click();
  await runState(page, 'Finished').waitFor();
  const [summary] = (await listRuns(folders.runs)).runs;
  const { recipe } = await readRun(summary?.folder ?? '');
  expect(recipe).toMatchObject({
    schedule: { length: { unit: 'steps', amount: 6 }, turns: { kind: 'fixed', discriminatorSteps: 2 } },
    optimisers: {
      generator: { kind: 'rmsProp', alpha: 0.99 },
      discriminator: { kind: 'adam', learningRate: 5e-4, gradientNorm: 1 },
    },
    objective: { realTarget: 0.9 },
    augmentation: { differentiable: ['translation'] },
    ema: null,
    execution: 'eager',
  });
});

test('what cannot go together is said at the control, and one move mends it', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  const train = page.getByRole('button', { name: /^Train/ });
  await advanced(page).click();
  await choose(page, 'Gradient penalty', 'Between images');
  await page.getByText(/Batch norm does not go with a gradient penalty/).waitFor();
  expect(await train.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Layer norm in place of every batch norm' }).first().click();
  expect(await train.isEnabled()).toBe(true);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Switch “Gradient penalty” off' }).first().click();
  expect(await train.isEnabled()).toBe(true);

  await choose(page, 'Pixels lie in', '[0, 1]');
  expect(await train.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Set “Pixels lie in” to [-1, 1]' }).click();
  expect(await train.isEnabled()).toBe(true);

  await page.getByRole('spinbutton', { name: 'Label of real images' }).fill('0.9');
  await choose(page, 'Objective', 'Hinge');
  await page.getByText('1 setting does not go with another.').waitFor();
  await page.getByRole('button', { name: 'Set “Label of real images” to 1' }).first().click();
  expect(await train.isEnabled()).toBe(true);
});

test('what differs from the preset is told, and goes back one by one or all at once', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  const chips = page.getByRole('list', { name: 'Objective and schedule' });
  const seed = page.getByRole('spinbutton', { name: 'Seed' });
  await seed.fill('7');
  await page.getByRole('spinbutton', { name: 'Batch' }).fill('64');
  expect(await chips.getByRole('button').allTextContents()).toEqual(['Batch 64', 'Seed 7']);
  await chips.getByRole('button', { name: 'Seed 7: back to the preset' }).click();
  expect(await seed.inputValue()).toBe('0');
  await page.getByRole('button', { name: 'As in the preset' }).click();
  expect(await chips.getByRole('button').count()).toBe(0);
  await page.getByRole('button', { name: 'Another seed by chance' }).click();
  await expect.poll(() => seed.inputValue()).not.toBe('0');
});

test('the keyboard alone sets every kind of control', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  await advanced(page).focus();
  await page.keyboard.press('Enter');
  const objective = page.getByRole('combobox', { name: 'Objective', exact: true });
  await objective.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Hinge' }).waitFor();
  await page.keyboard.press('h');
  await page.keyboard.press('Enter');
  await expect.poll(() => objective.textContent()).toContain('Hinge');
  const ema = page.getByRole('switch', { name: 'Average generator (EMA)' });
  await ema.focus();
  await page.keyboard.press('Space');
  expect(await ema.getAttribute('aria-checked')).toBe('false');
  const beta = page.getByRole('spinbutton', { name: 'Beta 2, G' });
  await beta.focus();
  await page.keyboard.press('ArrowDown');
  expect(await beta.inputValue()).toBe('0.998');
});

test('the advanced settings break no rule of accessibility, in either theme, language or size', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  await advanced(page).click();
  await choose(page, 'Gradient penalty', 'Between images');
  for (const [theme, language, width, height] of [
    ['dark', 'en', 1440, 900],
    ['light', 'zh-CN', 1024, 700],
  ] as const) {
    await chooseTheme(studio, theme);
    await chooseLanguage(studio, language);
    await setSize(studio, width, height);
    expect(await brokenRules(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  }
});
