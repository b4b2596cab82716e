import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readRecipe } from '../../src/main/runs/run-record';
import { recipeSchema } from '../../src/shared/recipe';
import { brokenRules } from './accessibility';
import {
  answerSaveDialog,
  figure,
  freshFolders,
  openStudio,
  studioEnvironment,
  waitUntilReady,
  type StudioFolders,
} from './studio-window';
import { chooseLanguage, chooseTheme, setSize } from './window-look';

const program = resolve(import.meta.dirname, '../../out/main/cli.js');

async function command(folders: StudioFolders, ...args: readonly string[]): Promise<void> {
  const started = spawn(process.execPath, [program, ...args], { env: studioEnvironment(folders), stdio: 'ignore' });
  expect(await new Promise((fulfil) => started.on('exit', fulfil))).toBe(0);
}

/** A run of a preset, and one that went on from its checkpoint with another seed. */
async function trainParentAndChild(folders: StudioFolders): Promise<{ parent: string; child: string }> {
  await command(folders, 'train', '--preset', 'quick-digits', '--steps', '4', '--runs', folders.runs);
  const [parent] = (await listRuns(folders.runs)).runs;
  if (!parent) throw new Error('There is no run.');
  await command(folders, 'branch', '--run', parent.folder, '--runs', folders.runs, '--set', 'seed=5', '--steps', '6');
  const child = (await listRuns(folders.runs)).runs.find(({ id }) => id !== parent.id);
  if (!child) throw new Error('There is no child.');
  return { parent: parent.id, child: child.id };
}

test('the recipe of a run in words and as JSON, its difference to parent, preset and another run, and its lineage', async () => {
  const folders = await freshFolders();
  const { parent, child } = await trainParentAndChild(folders);
  const studio = await openStudio(folders);
  const { page } = studio;
  const rows = page.getByRole('grid', { name: 'Runs' });
  await rows.getByRole('button', { name: /^Quick digits, seed 5/ }).click();
  await page.getByRole('tab', { name: 'Recipe' }).click();

  expect(await figure(page, 'Objective').textContent()).toBe('BCE, non-saturating');
  expect(await figure(page, 'Batch').textContent()).toBe('32');
  expect(await figure(page, 'Seed').textContent()).toBe('5');
  expect(await figure(page, 'Data set').textContent()).toBe('MNIST');
  expect(await figure(page, 'Device').textContent()).toMatch(/^(CPU|GPU|NVIDIA)/);
  const layers = page.getByRole('table', { name: 'Layers of the Generator' });
  await layers.getByRole('row', { name: /^up1 Transposed conv 128, k4 s1 p0, no bias 4 × 4 × 128/ }).waitFor();
  await page
    .getByRole('table', { name: 'Optimisers' })
    .getByRole('row', { name: 'Learning rate 2e-3 2e-3', exact: true })
    .waitFor();

  const difference = page.getByRole('region', { name: 'Difference to' });
  const table = difference.getByRole('table');
  await table.getByRole('row', { name: 'Seed 5 0' }).waitFor();
  await difference.getByText(/^2 of \d+ settings differ$/).waitFor();
  await difference.getByRole('radio', { name: 'Preset' }).click();
  await table.getByRole('row', { name: /^Length 6 steps 60 s/ }).waitFor();
  await difference.getByRole('button', { name: 'Another run…' }).click();
  await page.getByRole('textbox', { name: 'Find a run' }).fill('seed 0');
  await page.getByRole('option', { name: /seed 0/ }).click();
  await table.getByRole('row', { name: 'Seed 5 0' }).waitFor();
  expect(await brokenRules(page)).toEqual([]);

  await page.getByRole('radio', { name: 'JSON' }).click();
  const json = page.getByRole('region', { name: 'The recipe as JSON' });
  const written = await readRecipe(join(folders.runs, child));
  expect(recipeSchema.parse(JSON.parse((await json.textContent()) ?? ''))).toEqual(written);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('The recipe is on the clipboard.').waitFor();
  const file = join(folders.userData, 'recipe.json');
  await answerSaveDialog(studio, file);
  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByText(`Written: ${file}`).waitFor();
  expect(recipeSchema.parse(JSON.parse(await readFile(file, 'utf8')))).toEqual(written);

  await chooseTheme(studio, 'dark');
  await setSize(studio, 1024, 700);
  expect(await brokenRules(page)).toEqual([]);
  const lineage = page.getByRole('region', { name: 'Lineage' });
  await lineage.getByRole('button', { name: /seed 0/ }).click();
  await page.getByRole('heading', { level: 1, name: /seed 0/ }).waitFor();
  await lineage
    .getByRole('list', { name: 'Went on in' })
    .getByRole('button', { name: /seed 5/ })
    .waitFor();
  await page.getByText('Began at step 0, with weights of its own.').waitFor();
  expect(parent).not.toBe(child);

  await chooseLanguage(studio, 'zh-CN');
  await page.getByRole('tab', { name: '配方' }).waitFor();
  await page.getByRole('radio', { name: '文字' }).click();
  await page.getByRole('table', { name: '生成器的各层' }).waitFor();
  expect(await brokenRules(page)).toEqual([]);
});

test('the recipe of a run becomes the start of a new one', async () => {
  const folders = await freshFolders();
  await command(
    folders,
    ...['train', '--preset', 'quick-digits', '--steps', '2', '--seed', '41', '--runs', folders.runs],
    ...['--set', 'optimisers.generator.learningRate=3e-4'],
  );
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);
  await page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('button', { name: /^Quick digits, seed 41/ })
    .click();
  await page.getByRole('tab', { name: 'Recipe' }).click();
  await page.getByRole('button', { name: 'Use as start of a new run' }).click();
  await page.getByText(/^New run begins with the recipe of /).waitFor();
  await expect.poll(() => page.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('41');
  expect(await page.getByRole('spinbutton', { name: 'Learning rate, G' }).inputValue()).toBe('3e-4');
  expect(await page.getByRole('region', { name: 'Goes on from a run' }).count()).toBe(0);
});
