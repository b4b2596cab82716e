import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openZipArchive } from '../../src/main/formats/zip-archive';
import { listRuns } from '../../src/main/runs/list-runs';
import { brokenRules } from './accessibility';
import { holdTraining } from './hold-training';
import { keptStudio } from './kept-studio';
import { removeRuns } from './shared-studio';
import { answerSaveDialog, runState, train, waitUntilReady } from './studio-window';
import { putRun } from './trained-runs';

const shared = keptStudio();

async function namesIn(path: string): Promise<readonly string[]> {
  const zip = await openZipArchive(path);
  zip.close();
  return zip.members.map((member) => member.path);
}

test('a generator and a whole run are written from the menu, by keyboard as well', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  await waitUntilReady(studio);
  await train(studio);
  const goOn = await holdTraining(folders);

  // what would be refused cannot be chosen, and says why
  await page.getByRole('button', { name: 'Export model' }).click();
  const archive = page.getByRole('menuitem', { name: 'The whole run as ZIP' });
  expect(await archive.getAttribute('aria-disabled')).toBe('true');
  await archive.getByText('once it has ended').waitFor();
  await page.keyboard.press('Escape');
  goOn();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();

  const generator = join(folders.desk, 'generator.pth');
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

  const whole = join(folders.desk, 'run.zip');
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
  const studio = await shared();
  const { page, folders } = studio;
  await putRun(folders, 'digits');
  await page
    .getByRole('grid', { name: 'Runs' })
    .getByRole('button', { name: /^Quick digits, seed 1/ })
    .click();
  const nowhere = join(folders.userData, 'settings.json', 'x.onnx');
  await answerSaveDialog(studio, nowhere);
  await page.getByRole('button', { name: 'Export model' }).click();
  const item = page.getByRole('menuitem', { name: 'Model for ONNX' });
  await item.waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await item.click();
  await page.getByRole('alert').getByText(nowhere).waitFor();
});
