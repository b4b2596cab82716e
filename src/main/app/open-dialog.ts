import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { MenuLanguage } from '../../shared/application-menu';
import type { FileOrFolder } from '../../shared/ipc';

const texts = {
  en: { file: 'Open file', folder: 'Open folder', dataSet: 'Open a data set', kinds: 'Data sets', all: 'All files' },
  'zh-CN': { file: '打开文件', folder: '打开文件夹', dataSet: '打开数据集', kinds: '数据集', all: '所有文件' },
} as const;

/** Names as data sets usually have them; the content decides, so every other file can be chosen too. */
const usualEndings = ['zip', 'gz', 'idx', 'csv', 'npy', 'npz'];

/** Asks for something to look at; null where the person thought better of it. Its content decides what it is, not its name. */
export function askForFileToOpen(
  window: BrowserWindow,
  language: MenuLanguage,
  what: FileOrFolder,
): Promise<string | null> {
  return ask(window, what, { title: texts[language][what] });
}

/** Asks for images to train on; null as above. */
export function askForDataSet(
  window: BrowserWindow,
  language: MenuLanguage,
  what: FileOrFolder,
): Promise<string | null> {
  const { dataSet, kinds, all } = texts[language];
  const filters = [
    { name: kinds, extensions: usualEndings },
    { name: all, extensions: ['*'] },
  ];
  return ask(window, what, { title: dataSet, ...(what === 'file' ? { filters } : {}) });
}

async function ask(window: BrowserWindow, what: FileOrFolder, options: OpenDialogOptions): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...options,
    properties: [what === 'file' ? 'openFile' : 'openDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
