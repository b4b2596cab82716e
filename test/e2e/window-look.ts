/** How the window looks, changed the way a person changes it. */
import { onTestFinished } from 'vitest';
import type { StudioWindow } from './studio-window';

export type Theme = 'light' | 'dark';
export type ShownLanguage = 'en' | 'zh-CN';

const themeNames = { light: /^(Light theme|浅色主题)$/, dark: /^(Dark theme|深色主题)$/ };
const languageNames = { en: 'English', 'zh-CN': '简体中文' };

export async function chooseTheme({ page }: StudioWindow, theme: Theme): Promise<void> {
  await page.getByRole('menuitem', { name: /^(View|视图)$/ }).click();
  await page.getByRole('menuitemradio', { name: themeNames[theme] }).click();
  await page.waitForFunction((wanted) => window.matchMedia(`(prefers-color-scheme: ${wanted})`).matches, theme);
}

export async function chooseLanguage({ page }: StudioWindow, language: ShownLanguage): Promise<void> {
  await page.getByRole('button', { name: /^(Language|语言): / }).click();
  await page.getByRole('menuitemradio', { name: languageNames[language] }).click();
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
}

/** Size of the page. CSS pixels. */
export async function setSize({ app, page }: StudioWindow, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
    width,
    height,
  ] as const);
  await page.waitForFunction(([w, h]) => window.innerWidth === w && window.innerHeight === h, [width, height] as const);
}

/** Lets the window be smaller than a person can make it, until the test ends. */
export async function allowAnySize({ app }: StudioWindow): Promise<void> {
  const usual = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const least = window?.getMinimumSize() ?? [];
    window?.setMinimumSize(1, 1);
    return least;
  });
  onTestFinished(() =>
    app.evaluate(
      ({ BrowserWindow }, [width = 1, height = 1]) => BrowserWindow.getAllWindows()[0]?.setMinimumSize(width, height),
      usual,
    ),
  );
}
