import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { recipeSchema } from '../../src/shared/recipe';
import { answerOpenDialog } from './answer-open-dialog';
import { keptStudio } from './kept-studio';
import { makeShapePictures } from './shape-pictures';
import { runState, train, waitUntilReady } from './studio-window';
import { setSize } from './window-look';

const shared = keptStudio();

test('a folder of one’s own is trained on in colour, with a layer changed and networks that one press has made to fit', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  const pictures = join(dirname(folders.runs), 'My pictures');
  await makeShapePictures(pictures, 20);
  await setSize(studio, 1440, 900);
  await waitUntilReady(studio);
  await answerOpenDialog(studio, pictures);
  await page.getByRole('button', { name: 'Open…', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Folder of pictures…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import My pictures' });
  await dialog.getByRole('radio', { name: 'colour' }).click();
  await dialog.getByRole('spinbutton', { name: 'Side, pixels' }).fill('32');
  await dialog.getByText('The chosen networks want 28 × 28 grey.').waitFor();
  await dialog.getByRole('button', { name: 'Add to the gallery', disabled: false }).click();

  await page.getByText(/^My pictures was imported as 32 × 32 colour\./).waitFor();
  const fit = page.getByRole('button', { name: 'Fit the networks to 32 × 32 colour' });
  await fit.click();
  await page.getByText('The networks now make 32 × 32 colour.').waitFor();
  await fit.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await fit.click();

  await page.getByRole('button', { name: 'Open editor' }).click();
  const generator = page.getByRole('region', { name: 'Generator' });
  await generator.getByText('Makes 32 × 32 × 3, as My pictures needs').waitFor();
  await generator.getByRole('button', { name: /Transposed conv 32,/ }).click();
  await page.getByRole('spinbutton', { name: 'Filters' }).fill('48');
  await page.getByRole('button', { name: 'Use in run' }).click();
  await train(studio);
  await page.getByRole('button', { name: 'Stop' }).click();
  await runState(page, 'Stopped').waitFor();

  const [run] = (await listRuns(folders.runs)).runs;
  const recipe = recipeSchema.parse(JSON.parse(await readFile(join(run?.folder ?? '', 'recipe.json'), 'utf8')));
  expect(recipe.data).toMatchObject({ source: pictures, side: 32, channels: 3 });
  expect(recipe.networks.generator.layers.find(({ id }) => id === 'up3')).toMatchObject({ filters: 48 });
});
