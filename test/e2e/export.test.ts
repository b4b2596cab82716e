import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { recognise } from '../../src/main/import/recognise';
import { sheetFile } from '../../src/main/runs/run-layout';
import { readSheet } from '../../src/main/runs/sheet';
import { brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { pressShortcut } from './press-shortcut';
import { type SharedStudio } from './shared-studio';
import { answerSaveDialog, type StudioWindow } from './studio-window';
import { putRun, runCommand, type TrainedRun } from './trained-runs';
import { chooseLanguage, chooseTheme, setSize } from './window-look';

interface Opened extends SharedStudio {
  /** Folder of the run. */
  readonly run: string;
  /** Where files go; empty. */
  readonly desk: string;
}

/** The folder of each run, by its name in `trained-runs.ts`. */
const folderOf = new Map<TrainedRun, string>();

const studioWithRuns = keptStudio(async (folders) => {
  for (const run of ['digits', 'conditional'] as const) folderOf.set(run, await putRun(folders, run));
});

/** The window on one of the runs. */
async function openOnRun(name: 'digits' | 'conditional' = 'digits'): Promise<Opened> {
  const studio = await studioWithRuns();
  const { page, folders } = studio;
  const label = { digits: /^Quick digits, seed 1/, conditional: /^Conditional GAN 28/ }[name];
  await page.getByRole('grid', { name: 'Runs' }).getByRole('button', { name: label }).click();
  await page.getByRole('button', { name: 'Export', exact: true, disabled: false }).waitFor();
  const { desk } = folders;
  await rm(desk, { recursive: true, force: true });
  await mkdir(desk);
  return { ...studio, run: folderOf.get(name) ?? '', desk };
}

function dialogOf({ page }: StudioWindow): Locator {
  return page.getByRole('dialog', { name: 'Export' });
}

/** What the preview says below its picture. */
async function measures(dialog: Locator, text: RegExp): Promise<void> {
  await dialog.getByRole('region', { name: 'Preview' }).getByText(text).waitFor();
}

/** The image of the preview. */
function shown(dialog: Locator): Promise<string> {
  return dialog
    .getByRole('region', { name: 'Preview' })
    .getByRole('img')
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
}

async function moves(dialog: Locator): Promise<void> {
  const seen = new Set<string>();
  // more than two images: not the last kind's and one of this
  await expect.poll(async () => seen.add(await shown(dialog)).size).toBeGreaterThan(3);
}

/** The same image for longer than any frame lasts. */
async function stands(dialog: Locator): Promise<void> {
  await expect
    .poll(async () => {
      const images = [await shown(dialog)];
      for (let look = 0; look < 10; look++) {
        await new Promise((later) => setTimeout(later, 60));
        images.push(await shown(dialog));
      }
      return new Set(images).size;
    })
    .toBe(1);
}

async function open(studio: StudioWindow): Promise<Locator> {
  await studio.page.getByRole('button', { name: 'Export', exact: true }).click();
  return dialogOf(studio);
}

async function save(studio: StudioWindow, path: string): Promise<Buffer> {
  await answerSaveDialog(studio, path);
  await dialogOf(studio).getByRole('button', { name: 'Save…', disabled: false }).click();
  await studio.page.getByText(`Written: ${path}`).waitFor();
  await dialogOf(studio).waitFor({ state: 'detached' });
  return readFile(path);
}

test('the sheet that is looked at is written by keyboard alone, carries its origin, is copied and dragged out', async () => {
  const studio = await openOnRun();
  const { page, desk, run, folders } = studio;
  await page.getByRole('slider', { name: 'Stored sheets' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('Step 15', { exact: true }).waitFor();

  await pressShortcut(studio, 'E');
  const dialog = dialogOf(studio);
  await measures(dialog, /^896 × 896 pixels · step 15 · \d+ kB$/);
  expect(await brokenRules(page)).toEqual([]);
  const scale = dialog.getByRole('spinbutton', { name: 'Scale' });
  await scale.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await measures(dialog, /^448 × 448 pixels/);
  const path = join(desk, 'sheet.png');
  await answerSaveDialog(studio, path);
  await dialog.getByRole('button', { name: 'Save…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(`Written: ${path}`).waitFor();
  const { pixels } = await readSheet(sheetFile(run, 15));
  expect(await readSheet(path)).toEqual({ step: 15, shape: [64, 28, 28, 1], pixels: pixels.subarray(0, 64 * 784) });
  // what is dropped back is known as a sheet of this run
  expect(await recognise(path, folders.runs)).toMatchObject({ kind: 'sheet', step: 15 });

  await open(studio);
  await dialog.getByRole('button', { name: 'Copy image', disabled: false }).click();
  await dialog.getByText('The image is on the clipboard.').waitFor();
  await page.keyboard.press('Escape');

  // only the system's own part of dragging is answered by the test
  await studio.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window) window.webContents.startDrag = ({ file }) => Object.assign(globalThis, { dragged: file });
  });
  const box = await page.getByRole('img', { name: /^Sheet of 64 generated images/ }).boundingBox();
  if (!box) throw new Error('There is no sheet.');
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 60, { steps: 5 });
  const dragged = (): Promise<string> =>
    studio.app.evaluate(() => (globalThis as { dragged?: string }).dragged ?? 'nothing yet');
  await expect.poll(dragged, { timeout: 20_000 }).toMatch(/-sheet-step-15\.png$/);
  await page.mouse.up();
  expect(await readSheet(await dragged())).toMatchObject({ step: 15, shape: [64, 28, 28, 1] });
});

test('every other figure is shown before it is written, and is what its name says', async () => {
  const studio = await openOnRun();
  const { page, desk } = studio;
  const begins = async (name: string, bytes: string): Promise<void> => {
    const written = await save(studio, join(desk, name));
    expect(written.toString('latin1').startsWith(bytes), name).toBe(true);
  };
  const png = '\x89PNG';

  let dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Stages' }).click();
  await dialog.getByRole('textbox', { name: 'Moments' }).fill('10, 15, 20');
  await dialog.getByRole('radio', { name: '300' }).click();
  await measures(dialog, /mm · step 20 · /);
  await begins('stages.png', png);

  dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Interpolation' }).click();
  await measures(dialog, /pixels · step 20/);
  await begins('interpolation.png', png);

  dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Animated training' }).click();
  await moves(dialog);
  await measures(dialog, / · 5 pictures · about /);
  await begins('training.gif', 'GIF89a');

  dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Animated latents' }).click();
  await dialog.getByRole('radio', { name: 'APNG' }).click();
  await moves(dialog);
  await studio.page.emulateMedia({ reducedMotion: 'reduce' });
  await stands(dialog);
  await studio.page.emulateMedia({ reducedMotion: null });
  await dialog.getByRole('spinbutton', { name: 'Pictures one way' }).fill('5');
  await measures(dialog, / · 8 pictures · /);
  await begins('walk.png', png);

  dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Curves' }).click();
  await dialog.getByRole('radio', { name: 'SVG' }).click();
  await begins('curves.svg', '<?xml');
  dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'CSV' }).click();
  await dialog.getByText(/^step,epoch,training time/).waitFor();
  await begins('curves.csv', 'step,epoch');

  dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Report' }).click();
  await dialog.getByRole('radio', { name: '简体中文' }).click();
  await begins('report.html', '<!doctype html>');

  dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Real images' }).click();
  await dialog.getByRole('switch', { name: 'Class' }).click();
  await measures(dialog, /pixels/);
  await begins('real.png', png);

  dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Sheet' }).click();
  await dialog.getByRole('radio', { name: 'Drawn anew' }).click();
  await dialog.getByRole('spinbutton', { name: 'Seed' }).fill('41');
  for (const name of ['Rows', 'Columns']) await dialog.getByRole('spinbutton', { name }).fill('2');
  await dialog.getByRole('radio', { name: 'One an image' }).click();
  await measures(dialog, / · 4 files · /);
  const folder = join(desk, 'images');
  await answerSaveDialog(studio, folder);
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
  await page.getByText(`Written: ${folder}`).waitFor();
  expect((await readdir(folder)).sort()).toEqual([1, 2, 3, 4].map((image) => `step-20-image-${image}.png`));
});

test('a class a row is drawn from a checkpoint that was picked, as the command line draws it', async () => {
  const studio = await openOnRun('conditional');
  const { page, folders, run, desk } = studio;
  const dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Drawn anew' }).click();
  const checkpoint = dialog.getByRole('combobox', { name: 'Checkpoint' });
  await checkpoint.click();
  await page.getByRole('option', { name: 'step 4', exact: true }).click();
  await measures(dialog, / · step 4 · /);
  await dialog.getByRole('spinbutton', { name: 'Seed' }).fill('41');
  await dialog.getByRole('spinbutton', { name: 'Scale' }).fill('1');
  await dialog.getByRole('spinbutton', { name: 'Rows' }).fill('10');
  await dialog.getByRole('switch', { name: 'A class a row' }).click();
  await measures(dialog, /^224 × 280 pixels · step 4 · /);
  const written = await save(studio, join(desk, 'classes.png'));
  const other = join(desk, 'command.png');
  const asked = ['--step', '4', '--seed', '41', '--rows', '10', '--columns', '8', '--classes'];
  await runCommand(folders, 'sheet', '--run', run, '--out', other, ...asked);
  expect(written.equals(await readFile(other))).toBe(true);

  // a row of a class that there is not
  await open(studio);
  await dialog.getByRole('spinbutton', { name: 'Rows' }).fill('11');
  await dialog.getByText(/A class a row makes at most 10 rows/).waitFor();
});

test('a name gets its ending, and nothing is overwritten that the dialog did not ask about', async () => {
  const studio = await openOnRun();
  const { page, desk, app } = studio;
  await open(studio);
  await answerSaveDialog(studio, join(desk, 'figure'));
  await dialogOf(studio).getByRole('button', { name: 'Save…', disabled: false }).click();
  await page.getByText(`Written: ${join(desk, 'figure.png')}`).waitFor();
  const first = await readFile(join(desk, 'figure.png'));

  // the dialog asked about `figure` alone: it comes again with the whole name, and the person thinks better of it
  const dialog = await open(studio);
  await dialog.getByRole('spinbutton', { name: 'Scale' }).fill('1');
  await measures(dialog, /^224 × 224 pixels/);
  await app.evaluate(
    ({ dialog: system }, path) => {
      const offered: (string | undefined)[] = [];
      Object.assign(globalThis, { offered });
      system.showSaveDialog = ((_window: unknown, { defaultPath }: { defaultPath?: string }) => {
        offered.push(defaultPath);
        return Promise.resolve({ canceled: offered.length > 1, filePath: offered.length > 1 ? '' : path });
      }) as typeof system.showSaveDialog;
    },
    join(desk, 'figure'),
  );
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
  const offered = (): Promise<readonly string[]> =>
    app.evaluate(() => (globalThis as unknown as { offered: string[] }).offered);
  await expect.poll(async () => (await offered()).length).toBe(2);
  expect((await offered())[1]).toBe(join(desk, 'figure.png'));
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect(await readFile(join(desk, 'figure.png'))).toEqual(first);
  expect(await readdir(desk)).toEqual(['figure.png']);
});

test('a long one tells how far it is and can be given up; what cannot be written or drawn says why', async () => {
  const studio = await openOnRun();
  const { page, desk, run } = studio;
  const dialog = await open(studio);
  await dialog.getByRole('radio', { name: 'Animated latents' }).click();
  await dialog.getByRole('spinbutton', { name: 'Pictures one way' }).fill('1000');
  await measures(dialog, /1,998 pictures/);
  await answerSaveDialog(studio, join(desk, 'long.gif'));
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await dialog.getByText(/^\d+ of 1,998$/).waitFor();
  await dialog.getByRole('progressbar', { name: 'Writing…' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Close' }).waitFor();
  expect(await readdir(desk)).toEqual([]);
  expect(await dialog.getByRole('alert').count()).toBe(0);

  await answerSaveDialog(studio, '');
  await dialog.getByRole('radio', { name: 'Sheet' }).click();
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
  await dialog.getByRole('button', { name: 'Close' }).waitFor();
  expect(await dialog.getByRole('alert').count()).toBe(0);
  const nowhere = join(studio.folders.userData, 'settings.json', 'x.png');
  await answerSaveDialog(studio, nowhere);
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
  await dialog.getByRole('alert').getByText(nowhere).waitFor();
  await dialog.getByRole('spinbutton', { name: 'Columns' }).fill('64');
  await dialog.getByText(/A sheet of the run's own latents has 100 images/).waitFor();
  expect(await dialog.getByRole('button', { name: 'Save…' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');

  await chooseLanguage(studio, 'zh-CN');
  await chooseTheme(studio, 'light');
  await setSize(studio, 1024, 700);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const chinese = page.getByRole('dialog', { name: '导出' });
  await chinese.getByRole('radio', { name: '潜变量动画' }).click();
  await chinese.getByText(/1,998 帧/).waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await rm(run, { recursive: true });
  await page.getByText('这次训练已不在').waitFor();
});
