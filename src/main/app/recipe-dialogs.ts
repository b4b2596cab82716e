import { dialog, type BrowserWindow } from 'electron';
import type { MenuLanguage } from '../../shared/application-menu';
import { askForSavePath } from './save-path';

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
  return askForSavePath(`${name}.json`, ['json'], (defaultPath) =>
    dialog.showSaveDialog(window, {
      title: save,
      defaultPath,
      filters: [{ name: kind, extensions: ['json'] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    }),
  );
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
