/** The line of a comparison cut into stretches, and what a run's curves tell over each. */
import type { CurveTable } from '../../shared/curve-table';
import { lowerBound, type StepScale } from '../timeline/time-axis';
import type { ComparedMetric } from './metric-curves';

/** A part of the line, in its unit. */
export interface Stretch {
  readonly from: number;
  /** Not included; for steps the first of the next stretch. */
  readonly to: number;
}

/** Over the steps of a stretch. */
export interface StretchValue {
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Steps from `from` to `to`, both included, out to the ends of stretches as wide as the widest rows, or as often twice as
 * wide as there may not be more: a row lies wholly in one.
 *
 * @param widest steps a row, a power of two
 */
export function stepStretches(from: number, to: number, widest: number, most: number): readonly Stretch[] {
  let width = widest;
  const countOf = (): number => Math.floor((to - 1) / width) - Math.floor((from - 1) / width) + 1;
  while (countOf() > most) width *= 2;
  const first = Math.floor((from - 1) / width);
  return Array.from({ length: countOf() }, (_, index) => ({
    from: (first + index) * width + 1,
    to: (first + index + 1) * width + 1,
  }));
}

/** Equally wide ones. */
export function evenStretches(from: number, to: number, count: number): readonly Stretch[] {
  const width = (to - from) / count;
  return Array.from({ length: count }, (_, index) => ({ from: from + index * width, to: from + (index + 1) * width }));
}

/** What a row tells of a metric. */
interface RowValue extends StretchValue {
  /** How much it counts in a mean. */
  readonly weight: number;
}

/**
 * A metric over each stretch; null where the run tells nothing of it. A row counts where the middle of its steps lies.
 *
 * @param stretches ascending, without gaps
 */
export function valuesOver(
  stretches: readonly Stretch[],
  { table, scale, batchSize }: { readonly table: CurveTable; readonly scale: StepScale; readonly batchSize: number },
  metric: ComparedMetric,
): readonly (StretchValue | null)[] {
  const beginnings = stretches.map(({ from }) => from);
  const end = stretches.at(-1)?.to ?? 0;
  const stretchOf = (place: number): number => {
    const next = lowerBound(beginnings, place);
    return beginnings[next] === place ? next : next - 1;
  };
  const found: (RowValue | null)[] = stretches.map(() => null);
  for (let row = 0; row < table.length; row++) {
    const place = scale.valueOf((table.head(row, 'firstStep') + table.head(row, 'lastStep')) / 2);
    const value = metric === 'imagesPerSecond' ? paceOf(table, row, batchSize) : numberOf(table, row, metric);
    const at = stretchOf(place);
    // the end of the line belongs to its last stretch
    if (value && at >= 0 && place <= end) found[at] = joined(found[at] ?? null, value);
  }
  return found;
}

function numberOf(table: CurveTable, row: number, name: Exclude<ComparedMetric, 'imagesPerSecond'>): RowValue | null {
  const weight = table.value(row, name, 'count');
  if (weight === 0) return null;
  return {
    weight,
    mean: table.value(row, name, 'mean'),
    lowest: table.value(row, name, 'lowest'),
    highest: table.value(row, name, 'highest'),
  };
}

/** Since the row before, weighed by its time. */
function paceOf(table: CurveTable, row: number, batchSize: number): RowValue | null {
  if (row === 0) return null;
  const seconds = table.head(row, 'seconds') - table.head(row - 1, 'seconds');
  if (seconds <= 0) return null;
  const mean = ((table.head(row, 'lastStep') - table.head(row - 1, 'lastStep')) * batchSize) / seconds;
  return { weight: seconds, mean, lowest: mean, highest: mean };
}

function joined(some: RowValue | null, more: RowValue): RowValue {
  if (!some) return more;
  const weight = some.weight + more.weight;
  return {
    weight,
    mean: (some.mean * some.weight + more.mean * more.weight) / weight,
    lowest: Math.min(some.lowest, more.lowest),
    highest: Math.max(some.highest, more.highest),
  };
}
