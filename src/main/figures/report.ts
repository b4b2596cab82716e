import { readFile } from 'node:fs/promises';
import type { FigureOf } from '../../shared/figure';
import type { Told } from '../../shared/wording/worded';
import { listSheetSteps, sheetFile } from '../runs/run-layout';
import { readRun } from '../runs/read-run';
import { readCurves } from './curve-lines';
import { breathe, type FigureRun, type FigureWork } from './figure-run';
import { reportPage, type ReportSheet } from './report-page';
import { trySheet } from './stored-sheets';

const mostSheets = 6;
const smoothing = 0.02;

export interface Report {
  readonly html: string;
  readonly notices: readonly Told[];
}

/** A page that tells of a run. @throws StudioError `no-such-run`, `run-unreadable` or `cancelled` */
export async function makeReport(
  { folder }: FigureRun,
  { language }: FigureOf<'report'>,
  work: FigureWork,
): Promise<Report> {
  const run = await readRun(folder);
  const panels = ['losses', 'beliefs', 'gradients'] as const;
  const curves = await readCurves(folder, { panels, axis: 'step', smoothing, logarithmic: false });
  const drawn = { ...curves, panels: curves.panels.filter(({ lines }) => lines.length > 0) };
  const notices: Told[] = [];
  const sheets: ReportSheet[] = [];
  const steps = spread(await listSheetSteps(folder));
  for (const [index, step] of steps.entries()) {
    work.onProgress({ done: index, total: steps.length });
    await breathe(work.signal);
    // shown as it lies there, once it is known to be a sheet
    const { damage } = await trySheet(folder, step);
    if (damage === null) sheets.push({ step, bytes: await readFile(sheetFile(folder, step)) });
    else notices.push(damage);
  }
  return { html: reportPage({ run, curves: drawn, sheets }, language), notices };
}

/** The first, the last, and others at even distances. */
function spread(steps: readonly number[]): readonly number[] {
  const count = Math.min(mostSheets, steps.length);
  const places = Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : Math.round((index * (steps.length - 1)) / (count - 1)),
  );
  return places.map((place) => steps[place] as number);
}
