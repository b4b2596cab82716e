import type { CurveTable } from '../../shared/curve-table';
import type { TrainingNumber } from '../../shared/run';

/** What a row of a table tells of a number. */
export interface SeriesPoint {
  /** Middle of its steps. */
  readonly step: number;
  /** How many steps it stands for. */
  readonly width: number;
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Points without a gap between them. */
export type Segment = readonly SeriesPoint[];

/** A training number over its steps; where steps are missing, as after damaged lines, a new segment begins. */
export function segmentsOf(table: CurveTable, name: TrainingNumber): readonly Segment[] {
  return collect(table, (row) => {
    if (table.value(row, name, 'count') === 0) return null;
    return {
      mean: table.value(row, name, 'mean'),
      lowest: table.value(row, name, 'lowest'),
      highest: table.value(row, name, 'highest'),
    };
  });
}

/** Images a second from row to row; a clock that stands still or was set back tells none. */
export function paceSegments(table: CurveTable, batchSize: number): readonly Segment[] {
  return collect(table, (row) => {
    if (row === 0) return null;
    const steps = table.head(row, 'lastStep') - table.head(row - 1, 'lastStep');
    const seconds = table.head(row, 'seconds') - table.head(row - 1, 'seconds');
    if (seconds <= 0) return null;
    const pace = (steps * batchSize) / seconds;
    return { mean: pace, lowest: pace, highest: pace };
  });
}

type Values = Pick<SeriesPoint, 'mean' | 'lowest' | 'highest'>;

function collect(table: CurveTable, valuesOf: (row: number) => Values | null): readonly Segment[] {
  const segments: SeriesPoint[][] = [];
  for (let row = 0; row < table.length; row++) {
    const [first, last] = [table.head(row, 'firstStep'), table.head(row, 'lastStep')];
    if (row === 0 || first > table.head(row - 1, 'lastStep') + 1) segments.push([]);
    const values = valuesOf(row);
    if (values) segments.at(-1)?.push({ step: (first + last) / 2, width: last - first + 1, ...values });
  }
  return segments.filter((segment) => segment.length > 0);
}
