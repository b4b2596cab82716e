import type { LineUp } from '../../shared/comparison';
import type { CurveTable } from '../../shared/curve-table';
import type { RunId } from '../../shared/run';
import type { StepScale } from '../timeline/time-axis';
import { comparedMetrics } from './metric-curves';
import { valuesOver, type Stretch } from './stretches';

/** A run of the table. */
export interface ComparedColumn {
  /** Which run of the comparison. */
  readonly index: number;
  readonly id: RunId;
  readonly table: CurveTable;
  /** Its steps in the unit of the line. */
  readonly scale: StepScale;
  readonly batchSize: number;
}

const placeNames = {
  step: ['firstStep', 'lastStep'],
  epoch: ['fromEpoch', 'toEpoch'],
  time: ['fromSecond', 'toSecond'],
} as const satisfies Record<LineUp, readonly [string, string]>;

/** All curves as CSV: a line of names, then one a run and stretch; a number that is not told is left empty. */
export function comparedCsv(lineUp: LineUp, stretches: readonly Stretch[], columns: readonly ComparedColumn[]): string {
  const names = comparedMetrics.flatMap((name) => [name, `${name}Lowest`, `${name}Highest`]);
  const lines = [['run', ...placeNames[lineUp], ...names]];
  for (const column of columns) {
    const values = comparedMetrics.map((metric) => valuesOver(stretches, column, metric));
    for (const [index, { from, to }] of stretches.entries()) {
      const numbers = values.flatMap((metric) => {
        const value = metric[index];
        return value ? [value.mean, value.lowest, value.highest].map(String) : ['', '', ''];
      });
      lines.push([column.id, String(from), String(lineUp === 'step' ? to - 1 : to), ...numbers]);
    }
  }
  return lines.map((cells) => `${cells.join(',')}\n`).join('');
}
