import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { recipeSchema } from '../../src/shared/recipe';
import { brokenInEitherTheme, brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { runState, waitUntilReady, type StudioWindow } from './studio-window';
import { chooseLanguage, setSize } from './window-look';

const shared = keptStudio();

/** Opens the editor on a preset's networks. */
async function openEditor(studio: StudioWindow, preset: string): Promise<void> {
  const { page } = studio;
  await waitUntilReady(studio);
  await page.getByRole('radio', { name: preset, exact: true }).check({ force: true });
  await page.getByRole('button', { name: 'Open editor' }).click();
  await network(page, 'Generator').waitFor();
}

function network(page: Page, name: 'Generator' | 'Discriminator'): Locator {
  return page.getByRole('region', { name });
}

/** Names and shapes of a network's layers, as its rows say them. */
async function rows(page: Page, name: 'Generator' | 'Discriminator'): Promise<readonly string[]> {
  const names = await network(page, name).getByRole('listitem').locator('[data-layer] .name').allInnerTexts();
  return names.map((text) => text.split('\n')[0]?.trim() ?? '');
}

const row = (page: Page, name: 'Generator' | 'Discriminator', layer: RegExp): Locator =>
  network(page, name).getByRole('button', { name: layer });

test('a layer is changed, the other network says what that breaks, one press mends it, and it trains', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await openEditor(studio, 'Quick digits');

  await row(page, 'Generator', /Transposed conv 32,/).click();
  await page.getByRole('spinbutton', { name: 'Filters' }).fill('24');
  await row(page, 'Generator', /Transposed conv 24,.*16 × 16 × 24/).waitFor();
  await page.getByText('(8 - 1) · 2 - 2 · 1 + 4 = 16').waitFor();

  await row(page, 'Generator', /Transposed conv 1,/).click();
  await page.getByRole('spinbutton', { name: 'Padding' }).fill('1');
  await network(page, 'Generator').getByText('The generator makes 32 × 32 × 1, not 28 × 28 × 1').waitFor();
  await row(page, 'Discriminator', /Image.*the generator makes 32 × 32 × 1/).waitFor();
  expect(await page.getByRole('button', { name: 'Use in run' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Back to the new run' }).click();
  await page.getByText('The networks have 1 problem.').waitFor();
  expect(await page.getByRole('button', { name: /^Train/ }).isDisabled()).toBe(true);

  await page.getByRole('button', { name: 'Open editor' }).click();
  await page.getByRole('button', { name: 'Set padding of up4 to 3' }).click();
  await page.getByText('Makes 28 × 28 × 1, as MNIST needs').waitFor();
  await page.keyboard.press('Control+z');
  await network(page, 'Generator').getByText('1 problem.').waitFor();
  await page.keyboard.press('Alt+Enter');
  await page.getByText('Makes 28 × 28 × 1, as MNIST needs').waitFor();

  await page.getByRole('button', { name: 'Use in run' }).click();
  await page.getByText('G up3: 24, k4 s2 p1').waitFor();
  await page.getByRole('button', { name: /^Train/ }).click();
  await page.getByText(/^Step [\d,]+$/).waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
  const [run] = (await listRuns(folders.runs)).runs;
  const recipe = recipeSchema.parse(JSON.parse(await readFile(join(run?.folder ?? '', 'recipe.json'), 'utf8')));
  expect(recipe.networks.generator.layers.find(({ id }) => id === 'up3')).toMatchObject({ filters: 24 });
});

test('the keyboard alone adds, moves, copies, removes, undoes and finds its way', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  await page.keyboard.press('e');
  await network(page, 'Generator').waitFor();
  const before = await rows(page, 'Generator');

  await row(page, 'Generator', /^0\s*Noise z/).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-layer'))).toBe('generator norm1');
  await page.keyboard.press('Alt+ArrowDown');
  expect((await rows(page, 'Generator')).slice(3, 5)).toEqual(['ReLU', 'Batch norm']);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-layer'))).toBe('generator norm1');
  await page.keyboard.press('Control+z');
  expect(await rows(page, 'Generator')).toEqual(before);
  await page.keyboard.press('Control+Shift+z');
  expect((await rows(page, 'Generator')).slice(3, 5)).toEqual(['ReLU', 'Batch norm']);
  await page.keyboard.press('Control+z');

  await page.keyboard.press('Control+d');
  expect(await rows(page, 'Generator')).toHaveLength(before.length + 1);
  await page.keyboard.press('Delete');
  await page.getByText('Batch norm “norm4” removed').waitFor();
  expect(await rows(page, 'Generator')).toEqual(before);

  // into the settings of a layer and out again; another name for it
  await row(page, 'Generator', /^1\s*Reshape/).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Name' }).fill('beginning');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-layer'))).toBe('generator beginning');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-layer'))).toBe('generator beginning');
  await page.keyboard.press('Control+z');

  // what is copied in one network is pasted into the other
  await row(page, 'Generator', /Transposed conv 64,/).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await page.getByText('3 layers copied').waitFor();
  await row(page, 'Discriminator', /^2\s*Batch norm/).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+v');
  await row(page, 'Discriminator', /Transposed conv 64,/).waitFor();
  expect((await rows(page, 'Discriminator')).slice(3, 6)).toEqual([
    'Transposed conv 64, k4 s2 p1',
    'Batch norm',
    'ReLU',
  ]);
  await page.keyboard.press('Control+z');

  // a layer found by its name
  await page.getByRole('button', { name: 'Add a layer to the generator' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('drop');
  await page.keyboard.press('Enter');
  await row(page, 'Generator', /Dropout 0.3/).waitFor();
  await page.keyboard.press('Control+z');
  expect(await rows(page, 'Generator')).toEqual(before);
});

test('the mouse drags a layer to another place', async () => {
  const studio = await shared();
  const { page } = studio;
  await openEditor(studio, 'Quick digits');
  await row(page, 'Generator', /^3\s*Batch norm/).dragTo(row(page, 'Generator', /^6\s*Batch norm/), {
    targetPosition: { x: 100, y: 26 },
  });
  await expect
    .poll(async () => (await rows(page, 'Generator')).slice(3, 7))
    .toEqual(['ReLU', expect.stringContaining('Transposed conv'), 'Batch norm', 'Batch norm']);
});

test('Undo of the menu means the field where a text is typed, else the networks', async () => {
  const studio = await shared();
  const { page } = studio;
  await openEditor(studio, 'Quick digits');
  const chooseUndo = async (): Promise<void> => {
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('menuitem', { name: /^Undo/ }).click();
  };
  await row(page, 'Generator', /Transposed conv 128,/).click();
  const filters = page.getByRole('spinbutton', { name: 'Filters' });
  await filters.press('End');
  await filters.pressSequentially('0');
  expect(await filters.inputValue()).toBe('1280');
  await chooseUndo();
  await expect.poll(() => filters.inputValue()).toBe('128');
  await page.getByRole('button', { name: 'Filters: More' }).click();
  await row(page, 'Generator', /Transposed conv 256,/).focus();
  await chooseUndo();
  await row(page, 'Generator', /Transposed conv 128,/).waitFor();
});

test('a skip is wired: a join takes an earlier layer, and the flow shows the edge', async () => {
  const studio = await shared();
  const { page } = studio;
  await openEditor(studio, 'Quick digits');
  await row(page, 'Discriminator', /^6\s*Leaky ReLU/).click();
  await page.getByRole('button', { name: 'Add below' }).click();
  await page.getByRole('textbox', { name: 'Find a layer' }).fill('concat');
  await page.getByRole('option', { name: /^Concat/ }).click();
  await page.getByRole('button', { name: /^takes/ }).click();
  await page.getByRole('checkbox', { name: /^norm2/ }).check({ force: true });
  await page.keyboard.press('Escape');
  await row(page, 'Discriminator', /Concat.*leakyRelu2 \+ norm2.*7 × 7 × 128/).waitFor();
  await page.getByText('64 + 64 = 128').waitFor();
  await network(page, 'Discriminator').getByText('Ends in one number an image').waitFor();
});

test('a network without layers says so, and what to do: one press fills it again', async () => {
  const studio = await shared();
  const { page } = studio;
  await openEditor(studio, 'Quick digits');
  await row(page, 'Generator', /^1\s*Reshape/).click();
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Delete');
  await network(page, 'Generator').getByText('There are no layers').waitFor();
  await network(page, 'Generator')
    .getByRole('button', { name: /^Mirror the discriminator/ })
    .click();
  await page.getByText('Makes 28 × 28 × 1, as MNIST needs').waitFor();
});

test('the generator mirrors the discriminator, and the preset comes back, each in one press', async () => {
  const studio = await shared();
  const { page } = studio;
  await openEditor(studio, 'MLP tutorial');
  const before = await rows(page, 'Generator');
  await page.getByRole('button', { name: 'Mirror G from D' }).click();
  await page.getByText('Makes 28 × 28 × 1, as MNIST needs').waitFor();
  expect(await rows(page, 'Generator')).not.toEqual(before);
  await page.getByRole('button', { name: 'Back to the preset' }).click();
  expect(await rows(page, 'Generator')).toEqual(before);
  await page.getByText('New run · as in MLP tutorial').waitFor();
});

test('the editor is free of accessibility faults, in both themes and in Chinese, and fits into 1024 x 700', async () => {
  const studio = await shared();
  const { page } = studio;
  await openEditor(studio, 'Conditional GAN 28');
  await row(page, 'Discriminator', /^\d+\s*Conv 1,/).click();
  await page.getByRole('spinbutton', { name: 'Kernel' }).fill('4');
  await page.getByText('A 4 × 4 kernel does not fit into 3 × 3').waitFor();
  expect(await brokenInEitherTheme(page)).toEqual([]);
  await chooseLanguage(studio, 'zh-CN');
  await page.getByText('4 × 4 的卷积核放不进 3 × 3').waitFor();
  expect(await brokenRules(page), 'Chinese').toEqual([]);
  await chooseLanguage(studio, 'en');
  await setSize(studio, 1024, 700);
  expect(
    await page.evaluate(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
      return scrollWidth <= clientWidth && scrollHeight <= clientHeight;
    }),
  ).toBe(true);
  const flow = page.getByRole('complementary', { name: 'Flow' });
  expect(await flow.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Flow of both networks' }).click();
  await flow.waitFor();
  expect(await brokenRules(page), 'drawer').toEqual([]);
});

test('networks are kept as a preset of one’s own, picked after a restart, and removed with a way back', async () => {
  const studio = await shared();
  await openEditor(studio, 'Quick digits');
  await row(studio.page, 'Generator', /Transposed conv 32,/).click();
  await studio.page.getByRole('spinbutton', { name: 'Filters' }).fill('16');
  await studio.page.getByRole('button', { name: 'Save as preset' }).click();
  await studio.page.getByRole('textbox', { name: 'Name of the preset' }).fill('quick-digits');
  await studio.page.getByText('A preset of the studio has this name.').waitFor();
  expect(await studio.page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  await studio.page.getByRole('textbox', { name: 'Name of the preset' }).fill('Narrow digits');
  expect(await brokenRules(studio.page)).toEqual([]);
  await studio.page.getByRole('button', { name: 'Save', exact: true }).click();
  await studio.page.getByText('New run · as in Narrow digits').waitFor();

  const { page } = await studio.restart();
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page.getByRole('radio', { name: 'Narrow digits' }).check({ force: true });
  await page.keyboard.press('e');
  await row(page, 'Generator', /Transposed conv 16,/).waitFor();
  await page.getByRole('button', { name: 'Back to the new run' }).click();
  await page.getByRole('button', { name: 'Remove the preset Narrow digits' }).click();
  await page.getByRole('radio', { name: 'Narrow digits' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('radio', { name: 'Narrow digits' }).waitFor();
});

test('a recipe is saved to a file and opened again; a wrong one says key, value and what is allowed', async () => {
  const studio = await shared();
  const { app, page, folders } = studio;
  const path = join(folders.desk, 'recipe.json');
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, path);
  await openEditor(studio, 'DCGAN 28');
  await row(page, 'Discriminator', /Conv 64,/).click();
  await page.getByRole('spinbutton', { name: 'Filters' }).fill('48');
  await page.getByRole('button', { name: 'Use in run' }).click();
  await page.getByRole('button', { name: 'Save recipe…' }).click();
  await page.getByText(`Written: ${path}`).waitFor();

  await page.getByRole('radio', { name: 'Quick digits' }).check({ force: true });
  await page.getByText('Changes to DCGAN 28 were left behind.').waitFor();
  await page.getByRole('button', { name: 'Open recipe…' }).click();
  await page.getByText(`From the file ${path}`).waitFor();
  await page.keyboard.press('e');
  await row(page, 'Discriminator', /Conv 48,/).waitFor();

  const recipe: unknown = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...(recipe as object), seed: -3 }));
  await page.getByRole('button', { name: 'Back to the new run' }).click();
  await page.getByRole('button', { name: 'Open recipe…' }).click();
  await page.getByText(/cannot be used as a recipe\. seed = -3: must be at least 0/).waitFor();
});
