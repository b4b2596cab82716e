/**
 * Takes the pictures of the real window that the README shows: `npm run screenshots`.
 *
 * Nothing in them is set up: a few short runs are trained from the command line, then the window trains Quick digits
 * by its own button, and is photographed at rest, while it trains and at the end, in both themes and languages.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'vitest';
import { listRuns } from '../../src/main/runs/list-runs';
import { dragOverWindow, dropOnWindow } from './drop-on-window';
import { looks, photograph, pictureSize as size, runCommand, screenshots as target } from './photograph';
import { makeShapePictures } from './shape-pictures';
import {
  freshFolders,
  openStudio,
  runState,
  waitUntilReady,
  type StudioFolders,
  type StudioWindow,
} from './studio-window';
import { chooseLanguage, chooseTheme, setSize } from './window-look';

/** How far the run is when it is photographed. Seconds of training. */
const middle = 35;

/** Runs that stand in the list: short, but real. */
const earlierRuns: readonly (readonly string[])[] = [
  ['--preset', 'dcgan-28', '--minutes', '1', '--seed', '3'],
  ['--preset', 'mlp-tutorial', '--minutes', '1', '--seed', '1'],
  ['--preset', 'quick-digits', '--minutes', '1', '--seed', '7'],
];

/** The way of a folder of pictures into the gallery: looked at with what was passed over, then chosen among the cards. */
async function photographImport(studio: StudioWindow, folders: StudioFolders): Promise<void> {
  const { page } = studio;
  const shapes = join(folders.runs, '..', 'Shapes');
  await makeShapePictures(shapes, 200, 64);
  await dropOnWindow(studio, shapes);
  await page.getByRole('dialog', { name: 'Import Shapes' }).getByText('600 images').first().waitFor();
  await page.getByRole('button', { name: '1 file was passed over' }).click();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: join(target, `import-data-${theme}-en.png`) });
  }
  await page.emulateMedia({ colorScheme: null });
  await page.getByRole('button', { name: 'Add to the gallery' }).click();
  await page.getByRole('radio', { name: 'Shapes' }).waitFor();
  await photograph(studio, 'gallery');
  await page.getByRole('radio', { name: 'MNIST' }).check({ force: true });
}

/** The way of a file into the studio: held over the window, recognised and drawn from, and open as a run. */
async function photographDrop(studio: StudioWindow, file: string): Promise<void> {
  const { page } = studio;
  for (const [theme, language] of looks.filter(([theme]) => theme === 'light')) {
    const shoot = (moment: string) => page.screenshot({ path: join(target, `${moment}-${theme}-${language}.png`) });
    await chooseTheme(studio, theme);
    await chooseLanguage(studio, language);
    const drop = await dragOverWindow(studio, file);
    await shoot('drop-over');
    await drop();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^(Sample|绘制样张)$/ }).click();
    await dialog.getByRole('img').waitFor();
    await shoot('drop-found');
    await dialog.getByRole('button', { name: /^(Open as run|作为训练打开)$/ }).click();
    await runState(page, language === 'en' ? 'Stopped' : '已停止').waitFor();
    await shoot('drop-run');
  }
  await chooseLanguage(studio, 'en');
}

/** The editor with a layer open, and a kernel that does not fit in the other network. */
async function photographEditor(studio: StudioWindow): Promise<void> {
  const { page } = studio;
  await page.getByRole('radio', { name: 'DCGAN 28' }).check({ force: true });
  await page.getByRole('button', { name: 'Open editor' }).click();
  await page.getByRole('button', { name: /Conv 1, k3/ }).click();
  await page.getByRole('spinbutton', { name: 'Kernel' }).fill('4');
  await page.getByRole('button', { name: /Transposed conv 64,/ }).click();
  await photograph(studio, 'editor');
  await page.getByRole('button', { name: 'Back to the preset' }).click();
  await page.getByRole('button', { name: 'Back to the new run' }).click();
  await page.getByRole('radio', { name: 'Quick digits' }).check({ force: true });
}

/** Both networks as a graph, with a skip drawn in the discriminator, and the panel that teaches beside them. */
async function photographGraph(studio: StudioWindow): Promise<void> {
  const { page } = studio;
  await page.getByRole('radio', { name: 'Conditional GAN 28' }).check({ force: true });
  await page.getByRole('button', { name: 'Open editor' }).click();
  await page.getByRole('radio', { name: 'Graph', exact: true }).click();
  await page.getByRole('button', { name: 'Discriminator: wire from norm2 to leakyRelu2' }).click({ force: true });
  await page.getByRole('button', { name: 'Put a layer into this wire' }).click();
  await page.getByRole('textbox', { name: 'Find a layer' }).fill('concat');
  await page.getByRole('option', { name: /^Concat/ }).click();
  await page.getByRole('button', { name: /named down2,/ }).focus();
  await page.keyboard.press('c');
  for (let press = 0; press < 2; press++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Show all' }).click();
  await photograph(studio, 'graph');
  await page.getByRole('radio', { name: 'Layers', exact: true }).click();
  await page.getByRole('button', { name: 'Back to the preset' }).click();
  await page.getByRole('button', { name: /Transposed conv 64,/ }).click();
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await photograph(studio, 'learn');
  await page.getByRole('button', { name: 'Close Learn' }).click();
  await page.getByRole('button', { name: 'Back to the new run' }).click();
  await page.getByRole('radio', { name: 'Quick digits' }).check({ force: true });
}

/** Waits until the run has trained for so long. */
async function waitForTraining({ page }: StudioWindow, seconds: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const elapsed = [...document.querySelectorAll('dt')].find((term) => term.textContent === 'elapsed');
      const [minutes = 0, rest = 0] = (elapsed?.nextElementSibling?.textContent ?? '').split(':').map(Number);
      return minutes * 60 + rest >= wanted;
    },
    seconds,
    { timeout: 300_000 },
  );
}

test('the real window is photographed', async () => {
  const folders = await freshFolders();
  await mkdir(target, { recursive: true });

  const first = await openStudio(folders);
  await setSize(first, size.width, size.height);
  await first.page.getByText(/^Native TensorFlow, /).waitFor();
  await photograph(first, 'first-launch', looks.slice(0, 1));
  await first.close();

  for (const settings of earlierRuns) await runCommand(folders, 'train', ...settings, '--runs', folders.runs);
  const studio = await openStudio(folders);
  const { page } = studio;
  await setSize(studio, size.width, size.height);
  await waitUntilReady(studio);
  await photograph(studio, 'rest');
  await photographImport(studio, folders);
  await photographEditor(studio);
  await photographGraph(studio);
  await page.getByRole('button', { name: /^Train/ }).click();
  await waitForTraining(studio, middle);
  await page.getByRole('slider', { name: 'Picked image' }).press('ArrowRight');
  await photograph(studio, 'training');
  await runState(page, 'Finished').waitFor({ timeout: 300_000 });
  await photograph(studio, 'end');

  const [newest] = (await listRuns(folders.runs)).runs;
  if (!newest) throw new Error('There is no run to export.');
  const file = join(folders.runs, 'generator.pth');
  await runCommand(folders, 'export', '--run', newest.folder, '--format', 'pytorch', '--out', file);
  await photographDrop(studio, file);
});
