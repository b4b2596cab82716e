/** What the scripts that take pictures of the real window share. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import { studioEnvironment, type StudioFolders, type StudioWindow } from './studio-window';
import { chooseLanguage, chooseTheme, type ShownLanguage, type Theme } from './window-look';

const root = resolve(import.meta.dirname, '../..');

export const screenshots = join(root, 'docs', 'screenshots');

/** CSS pixels. */
export const pictureSize = { width: 1440, height: 900 };

export const looks: readonly (readonly [Theme, ShownLanguage])[] = [
  ['light', 'en'],
  ['dark', 'en'],
  ['dark', 'zh-CN'],
  ['light', 'zh-CN'],
];

/** Runs a command of the studio to its end. */
export async function runCommand(folders: StudioFolders, ...args: readonly string[]): Promise<void> {
  const program = spawn(process.execPath, [join(root, 'out/main/cli.js'), ...args], {
    env: studioEnvironment(folders),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await new Promise((fulfil) => program.on('exit', fulfil))).toBe(0);
}

/** Takes the window in every wanted look, into `docs/screenshots/MOMENT-THEME-LANGUAGE.png`. */
export async function photograph(studio: StudioWindow, moment: string, wanted = looks): Promise<void> {
  for (const [theme, language] of wanted) {
    await chooseLanguage(studio, language);
    await chooseTheme(studio, theme);
    // no control stands out because the pointer happens to lie on it
    await studio.page.mouse.move(pictureSize.width / 2, pictureSize.height - 2);
    await studio.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await studio.page.screenshot({ path: join(screenshots, `${moment}-${theme}-${language}.png`) });
  }
  await chooseLanguage(studio, 'en');
}
