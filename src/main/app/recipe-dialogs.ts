import { dialog, type BrowserWindow } from 'electron';
import type { MenuLanguage } from '../../shared/application-menu';

const texts = {
  en: { save: 'Save recipe', open: 'Open recipe', kind: 'Recipe (JSON)' },
  'zh-CN': { save: '保存配方', open: '打开配方', kind: '配方 (JSON)' },
} as const;

/** Asks where a recipe goes; null where the person thought better of it. */
export async function askForRecipePath(
  window: BrowserWindow,
  language: MenuLanguage,
  name: string,
): Promise<string | null> {
  const { save, kind } = texts[language];
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: save,
    defaultPath: `${name}.json`,
    filters: [{ name: kind, extensions: ['json'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks which recipe is opened; null where the person thought better of it. */
export async function askForRecipe(window: BrowserWindow, language: MenuLanguage): Promise<string | null> {
  const { open, kind } = texts[language];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: open,
    filters: [{ name: kind, extensions: ['json'] }],
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
