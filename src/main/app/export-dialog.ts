import { dialog, type BrowserWindow } from 'electron';
import type { MenuLanguage } from '../../shared/application-menu';
import { exportExtensions, type ExportFormat } from '../../shared/export-format';
import { figureExtension, figureFileName, type Figure, type FigureExtension } from '../../shared/figure';
import type { RunId } from '../../shared/run';
import { askForSavePath } from './save-path';

const texts = {
  en: { exportFigure: 'Export', exportRun: 'Export model' },
  'zh-CN': { exportFigure: '导出', exportRun: '导出模型' },
} as const;

/** Names of kinds of files, the same in both languages. */
const kinds: Readonly<Record<ExportFormat, string>> = {
  safetensors: 'safetensors',
  pytorch: 'PyTorch',
  onnx: 'ONNX',
  tfjs: 'TensorFlow.js',
  zip: 'ZIP',
};

const figureKinds: Readonly<Record<FigureExtension, string>> = {
  png: 'PNG',
  gif: 'GIF',
  svg: 'SVG',
  csv: 'CSV',
  html: 'HTML',
};

/** Asks where a figure goes: a file, or for an image each a folder; null where the person thought better of it. */
export async function askForFigurePath(
  window: BrowserWindow,
  language: MenuLanguage,
  runId: RunId,
  figure: Figure,
): Promise<string | null> {
  const extension = figureExtension(figure);
  return ask(window, {
    title: texts[language].exportFigure,
    name: figureFileName(runId, figure),
    ...(extension === null
      ? { kind: '', endings: [] }
      : { kind: figureKinds[extension], endings: endingsOf(figure, extension) }),
  });
}

/** An animated PNG may say so in its name. */
function endingsOf(figure: Figure, extension: FigureExtension): readonly string[] {
  return 'format' in figure && figure.format === 'apng' ? [extension, 'apng'] : [extension];
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
    name: extension === null ? `${name}-${format}` : `${name}.${extension}`,
    kind: kinds[format],
    endings: extension === null ? [] : [extension],
  });
}

/** @param endings without the dot; none for a folder */
function ask(
  window: BrowserWindow,
  { title, name, kind, endings }: Readonly<Record<'title' | 'name' | 'kind', string>> & { endings: readonly string[] },
): Promise<string | null> {
  return askForSavePath(name, endings, (defaultPath) =>
    dialog.showSaveDialog(window, {
      title,
      defaultPath,
      filters: endings.length === 0 ? [] : [{ name: kind, extensions: [...endings] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    }),
  );
}
