import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { readRecipe, readRunRecord } from '../../src/main/runs/run-record';
import { idxBytes } from '../idx-bytes';
import { brokenInEitherTheme, brokenRules } from './accessibility';
import { answerOpenDialog } from './answer-open-dialog';
import { dropOnWindow } from './drop-on-window';
import { importByDrop } from './import-by-drop';
import { keptStudio } from './kept-studio';
import { makeShapePictures } from './shape-pictures';
import { runState, studioEnvironment, train, waitUntilReady, type StudioFolders } from './studio-window';
import { setSize } from './window-look';

const shared = keptStudio();
/** With a gallery of its own. */
const alone = keptStudio();

const each = 30;

async function folderOfShapes(folders: StudioFolders, name = 'Shapes', height = 64): Promise<string> {
  const folder = join(dirname(folders.runs), name);
  await makeShapePictures(folder, each, height);
  return folder;
}

/** What the preview shows, as the browser has it: another picture is another text. */
function pictureOf(image: Locator): Promise<string> {
  return image.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}

test('a folder of pictures is dropped, looked at, changed, kept, trained on, and is there after a restart, also beside a damaged entry', async () => {
  const studio = await alone();
  const { page, folders } = studio;
  const shapes = await folderOfShapes(folders);
  await waitUntilReady(studio);
  await dropOnWindow(studio, shapes);
  const dialog = page.getByRole('dialog', { name: 'Import Shapes' });
  await dialog
    .getByText(`${3 * each} images`)
    .first()
    .waitFor();
  await dialog.getByText('48 × 64 in the source').waitFor();
  await dialog.getByText('3 classes').waitFor();
  await dialog.getByRole('list', { name: 'Classes and their images' }).getByText('ring').waitFor();
  await dialog.getByRole('button', { name: '1 file was passed over' }).click();
  await dialog.getByText(/ring\/notes\.txt: it is no JPEG/).waitFor();
  expect(await brokenRules(page)).toEqual([]);

  // every choice shows at once
  const image = dialog.getByRole('img', { name: /images of the data set, as training will see them/ });
  const seen = new Set([await pictureOf(image)]);
  const sees = async (): Promise<void> => {
    await expect.poll(async () => seen.has(await pictureOf(image))).toBe(false);
    await dialog
      .getByText(`${3 * each} images`)
      .first()
      .waitFor();
    seen.add(await pictureOf(image));
  };
  await dialog.getByRole('radio', { name: 'Pad white' }).click();
  await sees();
  await dialog.getByRole('radio', { name: 'Nearest' }).click();
  await sees();
  await dialog.getByRole('spinbutton', { name: 'Side, pixels' }).fill('16');
  await sees();
  await dialog.getByText('The chosen networks want 28 × 28 grey.').waitFor();
  await dialog.getByRole('spinbutton', { name: 'Side, pixels' }).fill('28');
  await dialog.getByText('As the chosen networks want it.').waitFor();
  await dialog.getByRole('switch', { name: 'Classes from sub-folders' }).click();
  await dialog.getByText('No labels').waitFor();
  await dialog.getByRole('button', { name: 'Add to the gallery' }).click();

  const card = page.getByRole('radio', { name: 'Shapes' });
  await card.waitFor();
  expect(await card.isChecked()).toBe(true);
  await page.getByText(`${3 * each} · 28 × 28 grey`).waitFor();
  await page.getByText('No labels').waitFor();

  await train(studio);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
  const [run] = (await listRuns(folders.runs)).runs;
  if (!run) throw new Error('There is no run.');
  const preparation = { framing: 'padWhite', filter: 'nearest', labels: false };
  expect((await readRecipe(run.folder)).data).toMatchObject({ source: shapes, side: 28, channels: 1, preparation });
  const { dataSet } = await readRunRecord(run.folder);
  expect(dataSet).toMatchObject({ name: 'Shapes', imageCount: 3 * each });
  await studio.close();

  // the same options on the command line make the same images
  const [command = '', ...line] = ['out/main/cli.js', 'train', '--data', shapes, '--framing', 'padWhite'];
  const rest = ['--filter', 'nearest', '--no-labels', '--steps', '1', '--runs', folders.runs, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [resolve(command), ...line, ...rest], {
    env: studioEnvironment(folders),
  });
  const same = (JSON.parse(stdout) as { run: string }).run;
  expect((await readRunRecord(same)).dataSet).toEqual(dataSet);

  const entries = await readdir(folders.dataSets);
  await writeFile(join(folders.dataSets, 'broken.json'), '{"formatVersion": 1');
  const again = await studio.restart();
  await waitUntilReady(again);
  await again.page.getByRole('radio', { name: 'Shapes' }).waitFor();
  await again.page.getByText(`${3 * each} · 28 × 28 grey`).waitFor();
  await again.page
    .getByRole('alert')
    .getByText(/broken\.json.*kept as broken\.json\.damaged/)
    .waitFor();
  expect((await readdir(folders.dataSets)).sort()).toEqual([...entries, 'broken.json.damaged'].sort());
});

test('with the keyboard alone a file is opened, chosen among cards, and removed', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  const file = join(dirname(folders.runs), 'dots-images-idx3-ubyte');
  await writeFile(
    file,
    idxBytes(
      [40, 12, 12],
      Uint8Array.from({ length: 40 * 144 }, (_, index) => (index * 7) % 256),
    ),
  );
  await waitUntilReady(studio);
  await answerOpenDialog(studio, file);
  await page.getByRole('button', { name: 'Open…', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('menuitem', { name: 'ZIP, IDX, CSV, npy or npz file…' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Import dots-images-idx3-ubyte' });
  await dialog.getByText('12 × 12 in the source').waitFor();
  await dialog.getByText('Nothing was passed over.').waitFor();
  await dialog.getByRole('button', { name: 'Add to the gallery' }).focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('radio', { name: 'dots-images-idx3-ubyte' });
  await card.waitFor();
  await page.getByRole('radio', { name: 'MNIST' }).focus();
  await page.keyboard.press('End');
  await expect.poll(() => card.isChecked()).toBe(true);
  expect(await card.evaluate((radio) => radio === document.activeElement)).toBe(true);
  await page.keyboard.press('Home');
  await expect.poll(() => page.getByRole('radio', { name: 'MNIST' }).isChecked()).toBe(true);
  await page.keyboard.press('End');
  await page.keyboard.press('Delete');
  await card.waitFor({ state: 'hidden' });
  // its own file stays
  expect(await readdir(dirname(file))).toContain('dots-images-idx3-ubyte');
  await expect
    .poll(() => page.getByRole('radio', { name: 'MNIST' }).evaluate((radio) => radio === document.activeElement))
    .toBe(true);
});

test('a data set is removed and put back, imported again after a change, and missed when its files are gone', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  const shapes = await folderOfShapes(folders, 'Figures');
  await waitUntilReady(studio);
  await importByDrop(studio, shapes, 'Figures');
  const card = page.getByRole('radio', { name: 'Figures' });

  await page.getByRole('button', { name: 'More about Figures' }).click();
  await page.getByRole('menuitem', { name: /Remove from gallery/ }).click();
  await card.waitFor({ state: 'hidden' });
  expect(await page.getByRole('radio', { name: 'MNIST' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Undo' }).click();
  await card.waitFor();
  await expect.poll(() => card.isChecked()).toBe(true);
  expect(await readdir(shapes)).toHaveLength(3);

  await mkdir(join(shapes, 'triangle'));
  await rename(join(shapes, 'square', '0000.png'), join(shapes, 'triangle', '0000.png'));
  await page.getByRole('button', { name: 'Open editor' }).click();
  await page.getByRole('button', { name: 'Back to the new run' }).click();
  await page.getByText('The files of Figures changed since the import.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Import again…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import Figures' });
  await dialog.getByText('4 classes').waitFor();
  await dialog.getByRole('button', { name: 'Add to the gallery' }).click();
  await page.getByText('4 classes').waitFor();
  await page.getByText('Source changed').waitFor({ state: 'hidden' });

  await rename(shapes, `${shapes} elsewhere`);
  await page.getByRole('button', { name: 'Open editor' }).click();
  await page.getByRole('button', { name: 'Back to the new run' }).click();
  await page.getByText('Source gone').waitFor();
  const reason = 'The files of Figures cannot be found.';
  await page.getByRole('complementary').getByText(reason, { exact: false }).waitFor();
  expect(await page.getByRole('button', { name: /^Train/ }).isDisabled()).toBe(true);
  expect(await brokenRules(page)).toEqual([]);
});

test('what cannot be read says why, and an import that was cancelled leaves nothing', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await waitUntilReady(studio);
  const kept = await readdir(folders.dataSets).catch(() => []);
  const empty = join(dirname(folders.runs), 'Letters');
  await mkdir(empty);
  await writeFile(join(empty, 'a.txt'), 'a letter');
  await answerOpenDialog(studio, empty);
  await page.getByRole('button', { name: 'Open…', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Folder of pictures…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a data set' });
  await dialog
    .getByRole('alert')
    .getByText(/usable image|no pictures/)
    .waitFor();
  expect(await dialog.getByRole('button', { name: 'Add to the gallery' }).isDisabled()).toBe(true);
  expect(await brokenRules(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  const file = join(dirname(folders.runs), 'many-images-idx3-ubyte');
  const count = 20_000;
  await writeFile(file, idxBytes([count, 64, 64], new Uint8Array(count * 64 * 64)));
  await answerOpenDialog(studio, file);
  await page.getByRole('button', { name: 'Drop images here' }).click();
  await page.getByRole('menuitem', { name: 'ZIP, IDX, CSV, npy or npz file…' }).click();
  const many = page.getByRole('dialog', { name: 'Import many-images-idx3-ubyte' });
  await many.getByRole('progressbar', { name: /Reading images: [\d,]+ of 20,000/ }).waitFor();
  await many.getByRole('button', { name: 'Cancel' }).click();
  await many.waitFor({ state: 'hidden' });
  expect(await page.getByRole('radio', { name: 'many-images-idx3-ubyte' }).count()).toBe(0);
  expect(await readdir(folders.dataSets).catch(() => [])).toEqual(kept);
});

test('a run that needs other images than were imported tells that it makes them, and can be given up', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  const file = join(dirname(folders.runs), 'noise-images-idx3-ubyte');
  const count = 15_000;
  const image = Uint8Array.from({ length: 64 * 64 }, (_, index) => (index * 2_654_435_761) >>> 24);
  await writeFile(file, idxBytes([count, 64, 64], Buffer.alloc(count * image.length, image)));
  await waitUntilReady(studio);
  await dropOnWindow(studio, file);
  const dialog = page.getByRole('dialog', { name: 'Import noise-images-idx3-ubyte' });
  await dialog.getByRole('spinbutton', { name: 'Side, pixels' }).fill('16');
  await dialog.getByText('15,000 images').first().waitFor();
  await dialog.getByRole('button', { name: 'Add to the gallery' }).click();
  await page.getByText(/was imported as 16 × 16 grey\. The networks want 28 × 28 grey/).waitFor();
  await page.getByRole('button', { name: /^Train/ }).click();
  const notice = page.getByRole('region', { name: 'The images are made ready' });
  await notice
    .getByRole('progressbar', { name: /Making the images of noise.* ready, once: [\d,]+ of 15,000/ })
    .waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await notice.getByRole('button', { name: 'Do not train' }).click();
  await notice.waitFor({ state: 'hidden' });
  await expect.poll(() => page.getByRole('button', { name: /^Train/ }).isEnabled()).toBe(true);
  expect(await page.getByRole('alert').count()).toBe(0);
  expect((await listRuns(folders.runs)).runs).toEqual([]);
});

test('the gallery breaks no rule of accessibility in either theme, and fits the smallest window', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  const shapes = await folderOfShapes(folders, 'Shapes of all kinds with a very long name', 48);
  await waitUntilReady(studio);
  await setSize(studio, 1024, 700);
  await dropOnWindow(studio, shapes);
  const dialog = page.getByRole('dialog', { name: /^Import Shapes/ });
  await dialog.getByText('3 classes').waitFor();
  expect(await brokenInEitherTheme(page)).toEqual([]);
  const box = await dialog.boundingBox();
  expect(box && box.y + box.height).toBeLessThanOrEqual(700);
  await dialog.getByRole('button', { name: 'Add to the gallery' }).click();
  await page.getByRole('radio', { name: /^Shapes/ }).waitFor();
  expect(await brokenInEitherTheme(page)).toEqual([]);
});
