import { dialog, type BrowserWindow } from 'electron';
import type { MenuLanguage } from '../../shared/application-menu';

const titles = { en: 'Open file', 'zh-CN': '打开文件' } as const;

/** Asks for a file to look at; null where the person thought better of it. Its content decides what it is, not its name. */
export async function askForFileToOpen(window: BrowserWindow, language: MenuLanguage): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: titles[language],
    // only macOS offers both in one dialog; elsewhere folders are dropped
    properties: process.platform === 'darwin' ? ['openFile', 'openDirectory'] : ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
