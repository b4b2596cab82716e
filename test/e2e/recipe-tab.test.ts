import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readRecipe } from '../../src/main/runs/run-record';
import { recipeSchema } from '../../src/shared/recipe';
import { brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { answerSaveDialog, figure, waitUntilReady, type StudioFolders } from './studio-window';
import { putRun, runCommand } from './trained-runs';
import { chooseLanguage, chooseTheme, setSize } from './window-look';

/** A run of a preset, and one that went on from its checkpoint with another seed and learning rate. */
async function trainParentAndChild(folders: StudioFolders): Promise<void> {
  const parent = await putRun(folders, 'digits');
  const changes = ['--set', 'seed=5', '--set', 'optimisers.generator.learningRate=3e-4', '--steps', '22'];
  await runCommand(folders, 'branch', '--run', parent, '--runs', folders.runs, ...changes);
}

const shared = keptStudio(trainParentAndChild);

test('the recipe of a run in words and as JSON, its difference to parent, preset and another run, and its lineage', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  const child = (await listRuns(folders.runs)).runs.find(({ seed }) => seed === 5);
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
    .getByRole('row', { name: 'Learning rate 3e-4 2e-3', exact: true })
    .waitFor();

  const difference = page.getByRole('region', { name: 'Difference to' });
  const table = difference.getByRole('table');
  await table.getByRole('row', { name: 'Seed 5 1' }).waitFor();
  await difference.getByText(/^3 of \d+ settings differ$/).waitFor();
  await difference.getByRole('radio', { name: 'Preset' }).click();
  await table.getByRole('row', { name: /^Length 22 steps 60 s/ }).waitFor();
  await difference.getByRole('button', { name: 'Another run…' }).click();
  await page.getByRole('textbox', { name: 'Find a run' }).fill('seed 1');
  await page.getByRole('option', { name: /seed 1/ }).click();
  await table.getByRole('row', { name: 'Seed 5 1' }).waitFor();
  expect(await brokenRules(page)).toEqual([]);

  await page.getByRole('radio', { name: 'JSON' }).click();
  const json = page.getByRole('region', { name: 'The recipe as JSON' });
  const written = await readRecipe(child?.folder ?? '');
  expect(recipeSchema.parse(JSON.parse((await json.textContent()) ?? ''))).toEqual(written);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByText('The recipe is on the clipboard.').waitFor();
  const file = join(folders.desk, 'recipe.json');
  await answerSaveDialog(studio, file);
  await page.getByRole('button', { name: 'Save…' }).click();
  await page.getByText(`Written: ${file}`).waitFor();
  expect(recipeSchema.parse(JSON.parse(await readFile(file, 'utf8')))).toEqual(written);

  await chooseTheme(studio, 'dark');
  await setSize(studio, 1024, 700);
  expect(await brokenRules(page)).toEqual([]);
  const lineage = page.getByRole('region', { name: 'Lineage' });
  await lineage.getByRole('button', { name: /seed 1/ }).click();
  await page.getByRole('heading', { level: 1, name: /seed 1/ }).waitFor();
  await lineage
    .getByRole('list', { name: 'Went on in' })
    .getByRole('button', { name: /seed 5/ })
    .waitFor();
  await page.getByText('Began at step 0, with weights of its own.').waitFor();

  await chooseLanguage(studio, 'zh-CN');
  await page.getByRole('tab', { name: '配方' }).waitFor();
  await page.getByRole('radio', { name: '文字' }).click();
  await page.getByRole('table', { name: '生成器的各层' }).waitFor();
  expect(await brokenRules(page)).toEqual([]);
});

test('the recipe of a run becomes the start of a new one', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  await page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('button', { name: /^Quick digits, seed 5/ })
    .click();
  await page.getByRole('tab', { name: 'Recipe' }).click();
  await page.getByRole('button', { name: 'Use as start of a new run' }).click();
  await page.getByText(/^New run begins with the recipe of /).waitFor();
  await expect.poll(() => page.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('5');
  expect(await page.getByRole('spinbutton', { name: 'Learning rate, G' }).inputValue()).toBe('3e-4');
  expect(await page.getByRole('region', { name: 'Goes on from a run' }).count()).toBe(0);
});
