/** The figures of a run of the comparison: at its end, or at a step on the way. */
import type { CurveTable } from '../../shared/curve-table';
import type { TrainingNumber } from '../../shared/run';

/** The part of a run's rows that stands for a moment: the last ones up to it. */
const momentShare = 0.02;

/** The row that holds a step; null where its line is missing. */
export function rowAt(table: CurveTable, step: number): number | null {
  const { from, to } = table.placesOf(step, step);
  return from < to ? from : null;
}

const momentRows = (table: CurveTable): number => Math.max(1, Math.round(table.length * momentShare));

/** The mean over the last rows up to one that tell a number; null where none does. @param row the last one = the run's end */
export function meanUpTo(table: CurveTable, name: TrainingNumber, row: number): number | null {
  const wanted = momentRows(table);
  let [rows, count, sum] = [0, 0, 0];
  for (let at = row; at >= 0 && rows < wanted; at--) {
    const told = table.value(at, name, 'count');
    if (told === 0) continue;
    rows++;
    count += told;
    sum += told * table.value(at, name, 'mean');
  }
  return count === 0 ? null : sum / count;
}

/** Steps a second over the last rows up to one; null where its clock stood still or was set back. */
export function paceUpTo(table: CurveTable, row: number): number | null {
  const before = Math.max(0, row - momentRows(table));
  const seconds = table.head(row, 'seconds') - table.head(before, 'seconds');
  const steps = table.head(row, 'lastStep') - table.head(before, 'lastStep');
  return seconds > 0 ? steps / seconds : null;
}
