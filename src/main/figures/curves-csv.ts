import { join } from 'node:path';
import type { FigureProgress } from '../../shared/figure';
import type { Recipe } from '../../shared/recipe';
import { stepMetricsSchema, type StepMetrics } from '../../shared/run';
import { eachLine } from '../runs/read-lines';
import { runLayout } from '../runs/run-layout';
import { breathe, type FigureWork } from './figure-run';

type Column = readonly [title: string, name: keyof StepMetrics];

const linesAtOnce = 2_000;

/** With units where a number has one: the cross-entropies are in nats, the other losses have none. */
function columnsFor({ objective }: Recipe): readonly Column[] {
  const unit = ['nonSaturating', 'saturating'].includes(objective.kind) ? ' (nat)' : '';
  return [
    ['step', 'step'],
    ['epoch', 'epoch'],
    ['training time (s)', 'seconds'],
    [`discriminator loss${unit}`, 'discriminatorLoss'],
    [`generator loss${unit}`, 'generatorLoss'],
    ['D(x)', 'realProbability'],
    ['D(G(z))', 'fakeProbability'],
    ['discriminator gradient norm', 'discriminatorGradientNorm'],
    ['generator gradient norm', 'generatorGradientNorm'],
  ];
}

export interface CsvWritten {
  readonly rows: number;
  /** That could not be read. */
  readonly damagedLines: number;
}

/**
 * All steps of a run after RFC 4180, each number with all the digits that it was kept with; empty where a step did not
 * tell it. Only a part is in memory at a time.
 *
 * @throws StudioError `cancelled`, and what `append` throws
 */
export async function writeCurvesCsv(
  { folder, recipe }: { readonly folder: string; readonly recipe: Recipe },
  append: (bytes: Uint8Array) => Promise<void>,
  work: FigureWork & { readonly plannedRows: number },
): Promise<CsvWritten> {
  const columns = columnsFor(recipe);
  let lines = [columns.map(([title]) => title).join(',')];
  let [rows, damagedLines] = [0, 0];
  const flush = async (): Promise<void> => {
    if (lines.length > 0) await append(Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8'));
    lines = [];
    const progress: FigureProgress = { done: rows, total: Math.max(rows, work.plannedRows) };
    work.onProgress(progress);
    await breathe(work.signal);
  };
  for await (const metrics of eachLine(join(folder, runLayout.metrics), stepMetricsSchema)) {
    if (metrics === undefined) {
      damagedLines++;
      continue;
    }
    rows++;
    lines.push(columns.map(([, name]) => metrics[name] ?? '').join(','));
    if (lines.length >= linesAtOnce) await flush();
  }
  await flush();
  return { rows, damagedLines };
}
