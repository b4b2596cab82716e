import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../temporary-folder';
import { brokenInEitherTheme, brokenRules } from './accessibility';
import { dropOnWindow } from './drop-on-window';
import { holdTraining } from './hold-training';
import { keptStudio } from './kept-studio';
import { pressShortcut } from './press-shortcut';
import { makeShapePictures } from './shape-pictures';
import { removeRuns } from './shared-studio';
import { freshFolders, openStudio, runState, train, waitUntilReady } from './studio-window';
import { chooseLanguage, setSize } from './window-look';

const shared = keptStudio();

/** Whether the page needs no scrolling sideways, and nothing of its frame is cut off. */
function fits(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return scrollWidth <= clientWidth && scrollHeight <= clientHeight;
  });
}

test('every view in both themes is free of accessibility faults and fits into 1024 x 700, where the details come as a drawer', async () => {
  const studio = await shared();
  const { page, folders } = studio;
  await removeRuns(folders);
  const sweep = async (view: string): Promise<void> => {
    await setSize(studio, 1440, 900);
    expect(await brokenInEitherTheme(page), view).toEqual([]);
    await setSize(studio, 1024, 700);
    expect(await fits(page), view).toBe(true);
  };
  await page.getByRole('heading', { name: 'Two networks, one contest' }).waitFor();
  await page.getByText(/^Native TensorFlow, /).waitFor();
  await sweep('explanation');
  await waitUntilReady(studio);
  await sweep('new run');
  expect(await page.getByRole('button', { name: /^Train/ }).isVisible()).toBe(true);

  await train(studio);
  const goOn = await holdTraining(folders);
  expect(await fits(page), 'training').toBe(true);
  const sheet = await page.getByRole('img', { name: /^Sheet of 64/ }).boundingBox();
  expect(sheet?.width).toBe(462);
  expect((sheet?.y ?? 0) + (sheet?.height ?? 0)).toBeLessThan(670);
  const facts = page.getByRole('complementary', { name: 'Details of the run' });
  expect(await facts.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Details of the run' }).click();
  await facts.getByText('Last checkpoint').waitFor();
  expect(await brokenRules(page), 'training, details').toEqual([]);
  await page.keyboard.press('Escape');
  await setSize(studio, 1440, 900);
  expect(await brokenRules(page), 'training').toEqual([]);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('dialog', { name: 'Export' }).waitFor();
  expect(await brokenRules(page), 'export').toEqual([]);
  await page.keyboard.press('Escape');
  goOn();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
  await sweep('stopped');
});

test('the language changes at once, with the menus, the page and what it has said, and is there after a restart, as is the place of the window', async () => {
  const studio = await shared();
  const { page } = studio;
  await page.getByRole('button', { name: 'New run', exact: true }).click();
  // not from the disk, so that they have no place
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    for (const name of ['first.csv', 'second.csv']) dataTransfer.items.add(new File([''], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer }));
  });
  const toast = page.getByRole('status').filter({ hasText: 'first.csv' });
  await toast.getByText('One at a time: “first.csv” is opened.').waitFor();
  await page.getByRole('alert').getByText('“first.csv” is not a file on this computer.').waitFor();
  await chooseLanguage(studio, 'zh-CN');
  await toast.getByText('一次只能打开一个：正在打开“first.csv”。').waitFor();
  await page.getByRole('alert').getByText('“first.csv”不是这台电脑上的文件。').waitFor();
  await page.getByRole('heading', { name: '这次训练的代价' }).waitFor();
  await page.getByRole('menuitem', { name: '文件' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  const nativeMenu = await studio.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label }) => label),
  );
  expect(nativeMenu).toContain('文件');
  await setSize(studio, 1200, 760);

  const again = await studio.restart();
  await again.page.getByRole('button', { name: '新建训练' }).waitFor();
  expect(await again.page.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([1200, 760]);
});

test('in the Chinese window a data set tells in Chinese why it cannot be read, and what was passed over', async () => {
  const studio = await shared();
  const { page } = studio;
  const folder = await temporaryFolder();
  await makeShapePictures(join(folder, '形状'), 2);
  await writeFile(join(folder, 'rows.csv'), '1,2,3,4,5,6\n');
  await page.getByRole('button', { name: 'New run', exact: true }).waitFor();
  await chooseLanguage(studio, 'zh-CN');
  await dropOnWindow(studio, join(folder, 'rows.csv'));
  const alert = page.getByRole('alert');
  await alert.getByText(/^无法读取数据文件 .*rows\.csv：第 1 行有 6 列；.*请换用完好的副本/).waitFor();
  expect(await brokenRules(page)).toEqual([]);
  await alert.getByRole('button', { name: '关闭' }).click();
  await dropOnWindow(studio, join(folder, '形状'));
  const dialog = page.getByRole('dialog', { name: '导入 形状' });
  await dialog.getByRole('button', { name: '跳过了 1 个文件' }).click();
  await dialog.getByText('ring/notes.txt：它不是 JPEG、PNG、WebP、BMP、GIF 或 TIFF 图片').waitFor();
  await page.keyboard.press('Escape');
  await chooseLanguage(studio, 'en');
});

test('on a Chinese system the window speaks Chinese from the start', async () => {
  const { page } = await openStudio(await freshFolders(), 'zh-CN');
  await page.getByRole('heading', { name: '两个网络，一场较量' }).waitFor();
});

test('the keyboard alone leads through training', async () => {
  const studio = await shared();
  const { page } = studio;
  await page.getByRole('button', { name: 'New run', exact: true }).waitFor();
  await pressShortcut(studio, 'N');
  await page.getByRole('radio', { name: 'MNIST' }).waitFor();
  await page
    .getByText(/^(CPU, \d+ threads?|GPU)/)
    .first()
    .waitFor();
  await page.getByRole('radio', { name: 'Quick digits' }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.getByRole('radio', { name: 'MLP tutorial' }).isChecked()).toBe(true);
  await page.keyboard.press('ArrowUp');
  const batch = page.getByRole('spinbutton', { name: 'Batch' });
  const before = Number(await batch.inputValue());
  await batch.focus();
  await page.keyboard.press('ArrowUp');
  expect(Number(await batch.inputValue())).toBe(2 * before);
  await pressShortcut(studio, 'Enter');
  const pick = page.getByRole('slider', { name: 'Picked image' });
  await pick.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  expect(await pick.getAttribute('aria-valuetext')).toBe('row 2, column 2');
  await page.getByRole('heading', { name: 'Cell 2 · 2', exact: true }).waitFor();
  await pressShortcut(studio, 'E');
  await page.getByRole('dialog', { name: 'Export' }).waitFor();
  await page.keyboard.press('Escape');
  await pressShortcut(studio, '.');
  await runState(page, 'Stopped').waitFor();
});

test('a wrong value is explained at its field, and Train says why it waits', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  const batch = page.getByRole('spinbutton', { name: 'Batch' });
  await batch.fill('1');
  await page.getByText('At least 2.').waitFor();
  expect(await batch.getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByRole('button', { name: /^Train/ }).isDisabled()).toBe(true);
  await page.getByText('A field needs another value first.').waitFor();
  await page.getByRole('button', { name: 'As in the preset' }).click();
  expect(await page.getByRole('button', { name: /^Train/ }).isEnabled()).toBe(true);
});

test('the window loads nothing from elsewhere, goes nowhere and opens nothing', async () => {
  const { app, page } = await shared();
  await page.getByRole('button', { name: 'New run', exact: true }).waitFor();
  const asked: string[] = [];
  // answers whoever asks, so that only the window's own rule stands in between
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('here');
  });
  await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void elsewhere.close());
  const address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  const refused = await page.evaluate(async (from) => {
    const inline = document.createElement('script');
    inline.textContent = 'document.title = "inline script ran"';
    document.head.append(inline);
    const fetched = await fetch(from).then(
      () => 'fetched',
      () => 'refused',
    );
    const image = new Image();
    image.src = from;
    await image.decode().catch(() => undefined);
    return { opened: window.open(from) !== null, fetched, hasNode: 'process' in window };
  }, address);
  expect(refused).toEqual({ opened: false, fetched: 'refused', hasNode: false });
  expect(await page.title()).toBe('GAN Studio');
  await page.evaluate((from) => {
    location.href = from;
  }, address);
  expect(page.url()).toBe('studio://app/index.html');
  expect(asked).toEqual([]);
  expect(app.windows()).toHaveLength(1);
});

test('the Edit menu acts on the field that was typed in', async () => {
  const studio = await shared();
  const { page } = studio;
  await waitUntilReady(studio);
  const seed = page.getByRole('spinbutton', { name: 'Seed' });
  await seed.fill('1234');
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByRole('menuitem', { name: 'Select all' }).click();
  await expect.poll(() => page.evaluate(() => window.getSelection()?.toString())).toBe('1234');
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByRole('menuitem', { name: 'Cut' }).click();
  await expect.poll(() => seed.inputValue()).toBe('');
});

test('a hidden window is left alone, and told every step and sheets again once it is shown', async () => {
  const studio = await shared();
  const { app, page } = studio;
  await waitUntilReady(studio);
  await train(studio);
  const setShown = (isShown: boolean): Promise<void> =>
    app.evaluate(({ BrowserWindow }, shown) => {
      const [window] = BrowserWindow.getAllWindows();
      if (shown) window?.show();
      else window?.hide();
    }, isShown);
  const heard = await page.evaluateHandle(() => {
    const all: { sheets: number; readonly steps: number[] } = { sheets: 0, steps: [] };
    window.studio.on('run:samples', () => all.sheets++);
    window.studio.on('run:metrics', ({ lines }) => all.steps.push(...lines.map(({ step }) => step)));
    return all;
  });
  const count = () => heard.evaluate(({ sheets, steps }) => ({ sheets, steps: steps.length }));

  // slow machines are slow here too
  const patience = { timeout: 30_000 };
  await expect.poll(async () => (await count()).steps, patience).toBeGreaterThan(10);
  await setShown(false);
  // what was on its way when the window went, and the first message to the hidden window
  await page.waitForTimeout(1000);
  const before = await count();
  await page.waitForTimeout(2000);
  expect(await count()).toEqual(before);

  await setShown(true);
  await expect.poll(async () => (await count()).sheets, patience).toBeGreaterThan(before.sheets);
  const steps = await heard.evaluate((all) => all.steps);
  expect(steps).toEqual(steps.map((_, index) => (steps[0] ?? 0) + index));
  expect(steps.length).toBeGreaterThan(before.steps);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
});

test('the title bar minimises and maximises', async () => {
  const { app, page } = await shared();
  for (const [name, asked] of [
    ['Minimise', 'minimize'],
    ['Maximise', 'maximize'],
  ] as const) {
    // without a window manager nothing minimises: what is checked is that the window was asked
    await app.evaluate(({ BrowserWindow }, method) => {
      const [window] = BrowserWindow.getAllWindows();
      if (!window) return;
      const usual = window[method].bind(window);
      window[method] = () => {
        window.setTitle(method);
        window[method] = usual;
      };
    }, asked);
    await page.getByRole('button', { name }).click();
    await expect
      .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
      .toBe(asked);
  }
});
