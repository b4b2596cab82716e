import type { CurveTable } from '../../shared/curve-table';
import { clockScale, type StepScale } from './time-axis';

/** The step before the first one that a run told of: what came before is another run's, or nothing. */
export function stepBefore(table: CurveTable): number {
  return table.length === 0 ? 0 : table.head(0, 'firstStep') - 1;
}

/** How long a run had trained by each step, as its curves tell. @param from where its clock begins, a step */
export function clockOf(table: CurveTable, from: number): StepScale {
  const readings = [{ step: from, seconds: 0 }];
  for (let row = 0; row < table.length; row++)
    readings.push({ step: table.head(row, 'lastStep'), seconds: table.head(row, 'seconds') });
  return clockScale(readings);
}
