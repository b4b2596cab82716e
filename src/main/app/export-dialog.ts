import { dialog, type BrowserWindow, type SaveDialogOptions } from 'electron';
import type { MenuLanguage } from '../../shared/application-menu';
import { exportExtensions, type ExportFormat } from '../../shared/export-format';
import type { RunId } from '../../shared/run';

const texts = {
  en: { exportPicture: 'Export PNG', picture: 'PNG picture', exportRun: 'Export model' },
  'zh-CN': { exportPicture: '导出 PNG', picture: 'PNG 图片', exportRun: '导出模型' },
} as const;

/** Names of kinds of files, the same in both languages. */
const kinds: Readonly<Record<ExportFormat, string>> = {
  safetensors: 'safetensors',
  pytorch: 'PyTorch',
  onnx: 'ONNX',
  tfjs: 'TensorFlow.js',
  zip: 'ZIP',
};

/** Asks where a sheet goes; null where the person thought better of it. */
export async function askForPicturePath(
  window: BrowserWindow,
  language: MenuLanguage,
  runId: RunId,
  step: number,
): Promise<string | null> {
  const { exportPicture, picture } = texts[language];
  return ask(window, {
    title: exportPicture,
    defaultPath: `${runId}-step-${step}.png`,
    filters: [{ name: picture, extensions: ['png'] }],
  });
}

export interface RunToSave {
  readonly runId: RunId;
  readonly format: ExportFormat;
  /** Null for a whole run. */
  readonly step: number | null;
}

/** Asks where a generator or a whole run goes: a file, or for `tfjs` a folder; null as above. */
export async function askForRunPath(
  window: BrowserWindow,
  language: MenuLanguage,
  { runId, format, step }: RunToSave,
): Promise<string | null> {
  const extension = exportExtensions[format];
  const name = step === null ? runId : `${runId}-step-${step}`;
  return ask(window, {
    title: texts[language].exportRun,
    defaultPath: extension === null ? `${name}-${format}` : `${name}.${extension}`,
    ...(extension === null ? {} : { filters: [{ name: kinds[format], extensions: [extension] }] }),
  });
}

async function ask(window: BrowserWindow, options: SaveDialogOptions): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    ...options,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}
