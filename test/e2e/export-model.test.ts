import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openZipArchive } from '../../src/main/formats/zip-archive';
import { listRuns } from '../../src/main/runs/list-runs';
import { answerSaveDialog, freshFolders, openStudio, runState, train, waitUntilReady } from './studio-window';

async function namesIn(path: string): Promise<readonly string[]> {
  const zip = await openZipArchive(path);
  zip.close();
  return zip.members.map((member) => member.path);
}

test('a generator and a whole run are written from the menu, by keyboard as well', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);
  await train(studio);

  // what would be refused cannot be chosen, and says why
  await page.getByRole('button', { name: 'Export model' }).click();
  const archive = page.getByRole('menuitem', { name: 'The whole run as ZIP' });
  expect(await archive.getAttribute('aria-disabled')).toBe('true');
  await archive.getByText('once it has ended').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Stop' }).click();
  await runState(page, 'Stopped').waitFor();

  const generator = join(folders.userData, 'generator.pth');
  await answerSaveDialog(studio, generator);
  await page.getByRole('button', { name: 'Export model' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Weights for safetensors' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent.trim()))
    .toBe('Weights for PyTorch (.pth)');
  await page.keyboard.press('Enter');
  await page.getByText(`Written: ${generator}`).waitFor();
  expect(await namesIn(generator)).toContain('generator/data.pkl');

  const whole = join(folders.userData, 'run.zip');
  await answerSaveDialog(studio, whole);
  await page.getByRole('button', { name: 'Export model' }).click();
  await page.getByRole('menuitem', { name: 'The whole run as ZIP' }).click();
  await page.getByText(`Written: ${whole}`).waitFor();
  const [summary] = (await listRuns(folders.runs)).runs;
  expect(await namesIn(whole)).toEqual(
    expect.arrayContaining([`${summary?.id}/recipe.json`, `${summary?.id}/metrics.jsonl`, `${summary?.id}/run.json`]),
  );
});

test('a model that cannot be written is a sentence, and the open menu has no accessibility fault', async () => {
  const folders = await freshFolders();
  const studio = await openStudio(folders);
  const { page } = studio;
  await waitUntilReady(studio);
  await train(studio);
  await page.getByRole('button', { name: 'Stop' }).click();
  await runState(page, 'Stopped').waitFor();
  const nowhere = join(folders.userData, 'settings.json', 'x.onnx');
  await answerSaveDialog(studio, nowhere);
  await page.getByRole('button', { name: 'Export model' }).click();
  const item = page.getByRole('menuitem', { name: 'Model for ONNX' });
  await item.waitFor();
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
  expect(violations.map(({ id }) => id)).toEqual([]);
  await item.click();
  await page.getByRole('alert').getByText(nowhere).waitFor();
});
