import { dialog, type BrowserWindow } from 'electron';
import type { MenuLanguage } from '../../shared/application-menu';
import type { RunId } from '../../shared/run';

const texts = {
  en: { title: 'Export PNG', picture: 'PNG picture' },
  'zh-CN': { title: '导出 PNG', picture: 'PNG 图片' },
} as const;

/** Asks where a sheet goes; null where the person thought better of it. */
export async function askForPicturePath(
  window: BrowserWindow,
  language: MenuLanguage,
  runId: RunId,
  step: number,
): Promise<string | null> {
  const { title, picture } = texts[language];
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: `${runId}-step-${step}.png`,
    filters: [{ name: picture, extensions: ['png'] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}
