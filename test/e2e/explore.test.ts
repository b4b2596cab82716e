import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { brokenInEitherTheme, brokenRules } from './accessibility';
import { answerSaveDialog, type StudioWindow } from './studio-window';
import { sharedShortRuns } from './short-run';
import { chooseLanguage, setSize } from './window-look';

const shortRun = sharedShortRuns();

/** A run of some steps, open on its Explore tab. */
async function explore(preset: Parameters<typeof shortRun>[0]): Promise<StudioWindow> {
  const studio = await shortRun(preset, 'Explore');
  await sample(studio.page, 1).waitFor();
  return studio;
}

const sample = (page: Page, number: number) => page.getByRole('option', { name: new RegExp(`^Sample ${number},`) });
const strip = (page: Page) => page.getByRole('img', { name: /images on the way/ });
/** What a canvas shows, to be compared. */
const picture = (page: Page, name: string | RegExp): Promise<string> =>
  page.getByRole('img', { name }).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

/** Watch hands a cell of its sheet to Explore: the same image of the same latent, and what D believes of it. */
async function opensCellOfSheet(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Watch' }).click();
  const ofSheet = await greyOf(page, 'The picked image, six times as large');
  await page.getByRole('button', { name: 'Look closer' }).click();
  const side = page.getByRole('complementary').last();
  await side.getByText(/^D \d/).waitFor();
  const explored = await greyOf(page, 'The image of A');
  expect(explored).toHaveLength(ofSheet.length);
  // other kernels draw it: a level of grey may round another way
  expect(Math.max(...explored.map((grey, place) => Math.abs(grey - (ofSheet[place] ?? 0))))).toBeLessThanOrEqual(2);
  expect(new Set(explored).size).toBeGreaterThan(10);
}

const greyOf = (page: Page, name: string): Promise<readonly number[]> =>
  page.getByRole('img', { name }).evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return [...pixels].filter((_, index) => index % 4 === 0);
  });

test('samples are drawn by seed with what D says, picked by keyboard, and interpolated in steps', async () => {
  const studio = await explore('Quick digits');
  const { page } = studio;
  await opensCellOfSheet(page);
  expect(await sample(page, 1).getAttribute('aria-label')).toMatch(/^Sample 1, D \d\.\d/);
  await expect.poll(() => page.getByRole('option').count()).toBe(56);
  await page.getByRole('button', { name: 'More' }).click();
  await expect.poll(() => page.getByRole('option').count()).toBe(112);

  await sample(page, 1).focus();
  await page.keyboard.press('a');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('b');
  await page.getByRole('img', { name: '13 images on the way A → B' }).waitFor();
  const spherical = await picture(page, /images on the way/);
  await page.getByRole('radio', { name: 'Linear' }).click();
  await expect.poll(() => picture(page, /images on the way/)).not.toBe(spherical);

  await page.getByRole('spinbutton', { name: 'Steps' }).fill('16');
  await page.getByRole('spinbutton', { name: 'Steps' }).press('Enter');
  await page.getByRole('img', { name: '16 images on the way A → B' }).waitFor();
  const position = page.getByRole('slider', { name: 'Position on the way' });
  await position.press('End');
  expect(await position.getAttribute('aria-valuetext')).toMatch(/^image 16 of 16, D \d/);

  await page.getByRole('textbox', { name: 'Seed' }).fill('41');
  await page.getByRole('textbox', { name: 'Seed' }).press('Enter');
  await expect.poll(() => page.getByRole('option').count()).toBe(56);
  // what is held stays held while other samples are looked at
  await strip(page).waitFor();
  expect(await page.getByRole('option', { name: /picked as/ }).count()).toBe(0);
});

test('a dimension is varied, the latent is put back, copied and pasted, and walks', async () => {
  const studio = await explore('Quick digits');
  const { page } = studio;
  await sample(page, 3).click();
  await page.getByRole('img', { name: 'The image of A' }).waitFor();
  await page.getByText('Change the picture most').waitFor();
  const side = page.getByRole('complementary').last();
  const all = side.getByRole('group', { name: 'All dimensions' });
  await page.getByRole('combobox', { name: 'Order of the dimensions' }).click();
  await page.getByRole('option', { name: 'by number' }).click();
  const first = all.getByRole('slider', { name: 'z 0', exact: true });
  await first.waitFor();
  const before = await picture(page, 'The image of A');
  await first.press('Home');
  expect(await first.getAttribute('aria-valuetext')).toBe('−3.00');
  await expect.poll(() => picture(page, 'The image of A')).not.toBe(before);
  const changed = await picture(page, 'The image of A');

  await page.getByRole('button', { name: 'Copy latent' }).click();
  await page.getByText('The latent is on the clipboard').waitFor();
  await page.getByRole('button', { name: 'Back to the sample' }).click();
  await expect.poll(() => picture(page, 'The image of A')).toBe(before);
  await page.getByRole('button', { name: 'Paste a latent' }).click();
  await expect.poll(() => picture(page, 'The image of A')).toBe(changed);

  const walk = page.getByRole('button', { name: 'Random walk' });
  await walk.click();
  await expect.poll(() => picture(page, 'The image of A')).not.toBe(changed);
  await walk.click();
  expect(await walk.getAttribute('aria-pressed')).toBe('false');

  await page.getByRole('radio', { name: 'Raw' }).click();
  await page.getByRole('radio', { name: 'BN batch' }).click();
  expect(await page.getByRole('radio', { name: 'BN batch' }).getAttribute('aria-checked')).toBe('true');
});

test('the way that is shown is seen, and written as GIF or APNG with its latents', async () => {
  const studio = await explore('Quick digits');
  const { page } = studio;
  const saveAs = page.getByRole('button', { name: 'Save as GIF…' });
  expect(await saveAs.isDisabled()).toBe(true);
  for (const number of [1, 2]) await sample(page, number).click();
  await strip(page).waitFor();
  await saveAs.click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'Picked latents', checked: true }).waitFor();
  await dialog.getByText('From Explore: A → B · Spherical').waitFor();
  // twelve images between the first and the last, eight pictures between each two, there and back
  await dialog.getByText(/^112 × 112 pixels · step 20 · 192 pictures · about /).waitFor();
  expect(await brokenRules(page)).toEqual([]);
  const folder = await mkdtemp(join(tmpdir(), 'gan-studio-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const write = async (name: string): Promise<Buffer> => {
    const path = join(folder, name);
    await answerSaveDialog(studio, path);
    await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
    await page.getByText(`Written: ${path}`).waitFor();
    return readFile(path);
  };
  const gif = (await write('way.gif')).toString('latin1');
  expect(gif.startsWith('GIF89a')).toBe(true);
  expect(gif).toContain('"content":"spherical way"');

  // another way moves as the one before did
  await page.getByRole('radio', { name: 'Linear' }).click();
  await sample(page, 3).click();
  await page.getByRole('img', { name: /A → B → C/ }).waitFor();
  await saveAs.click();
  await dialog.getByText('From Explore: A → B → C · Linear').waitFor();
  await dialog.getByRole('radio', { name: 'APNG' }).click();
  await dialog.getByRole('switch', { name: 'And back' }).click();
  await dialog.getByText(/ · 97 pictures · about /).waitFor();
  const apng = (await write('way.png')).toString('latin1');
  expect(apng.startsWith('\x89PNG')).toBe(true);
  expect(apng).toContain('acTL');

  // one that takes long is given up, and nothing stays
  await saveAs.click();
  await dialog.getByRole('spinbutton', { name: 'Pictures one way' }).fill('1000');
  await dialog.getByText(/ · 1,001 pictures · /).waitFor();
  await answerSaveDialog(studio, join(folder, 'long.gif'));
  await dialog.getByRole('button', { name: 'Save…', disabled: false }).click();
  await dialog.getByText(/^\d+ of 1,001$/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect((await readdir(folder)).sort()).toEqual(['way.gif', 'way.png']);
});

test('with reduced motion the way is walked an image a press', async () => {
  const studio = await explore('Quick digits');
  const { page } = studio;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await sample(page, 1).click();
  await sample(page, 2).click();
  await strip(page).waitFor();
  const walk = page.getByRole('button', { name: 'Walk', exact: true });
  const position = page.getByRole('slider', { name: 'Position on the way' });
  await walk.click();
  await walk.click();
  expect(await position.getAttribute('aria-valuenow')).toBe('1');
});

test('a conditional run shows a class a row and blends two of them', async () => {
  const studio = await explore('Conditional GAN 28');
  const { page } = studio;
  await page.getByRole('img', { name: /^10 rows of 10 images/ }).waitFor();
  await page.getByRole('button', { name: 'Blend 3 and 8' }).click();
  const blend = page.getByRole('img', { name: /^Nine images from class 3/ });
  await blend.waitFor();
  const before = await blend.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  await page.getByRole('combobox', { name: 'Blend from class' }).click();
  await page.getByRole('option', { name: '0', exact: true }).click();
  await page.getByRole('button', { name: 'Blend 0 and 8' }).waitFor();
  await expect.poll(() => picture(page, /^Nine images from class 0/)).not.toBe(before);

  await sample(page, 4).click();
  await page.getByRole('combobox', { name: 'Class', exact: true }).getByText('label 3').waitFor();
});

test('a crash of the explorer is said, and it comes back by itself', async () => {
  const studio = await explore('Quick digits');
  const { page, app } = studio;
  await expect.poll(() => page.getByRole('option').count()).toBe(56);
  const killed = await app.evaluate(async ({ app: electron }) => {
    const { readdirSync, readFileSync } = process.getBuiltinModule('node:fs');
    const own = String(process.pid);
    const found = readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return parent === own && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('explorer.js');
      } catch {
        // ended while it was looked at
        return false;
      }
    });
    for (const pid of found) process.kill(Number(pid), 'SIGSTOP');
    await electron.whenReady();
    return found.map(Number);
  });
  expect(killed).toHaveLength(1);
  // it holds a question when it dies
  await page.getByRole('button', { name: 'Next seed' }).click();
  await app.evaluate((_electron, pids) => pids.forEach((pid) => process.kill(pid, 'SIGKILL')), killed);
  await page.getByText('The explorer process ended and was started again.').waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: 'Seed' }).inputValue()).toBe('1');
  await expect.poll(() => page.getByRole('option').count()).toBe(56);
  await sample(page, 1).waitFor();
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
});

test('Explore breaks no rule of accessibility in either theme, and stands in Chinese and in a small window', async () => {
  const studio = await explore('Conditional GAN 28');
  const { page } = studio;
  for (const number of [1, 5, 9]) await sample(page, number).click();
  await strip(page).waitFor();
  expect(await brokenInEitherTheme(page)).toEqual([]);
  await chooseLanguage(studio, 'zh-CN');
  await page.getByRole('button', { name: '随机行走' }).waitFor();
  await setSize(studio, 1024, 700);
  await page.getByRole('img', { name: /途中的/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
});
