import type { CurveTable } from '../curve-table';
import type { TrainingNumber } from '../run';

/** A training number as the rules look at it: equally wide stretches of a run, oldest first. */
export interface HealthSeries {
  readonly steps: readonly number[];
  /** Mean of each stretch. */
  readonly means: readonly number[];
  /** How far the values of each stretch reach beside the mean: highest minus lowest. */
  readonly spreads: readonly number[];
}

/** Fewer stretches than this say too little for any verdict. */
export const fewestStretches = 24;

export function healthSeries(table: CurveTable, name: TrainingNumber): HealthSeries {
  const steps: number[] = [];
  const means: number[] = [];
  const spreads: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (table.value(row, name, 'count') === 0) continue;
    steps.push(table.head(row, 'lastStep'));
    means.push(table.value(row, name, 'mean'));
    spreads.push(table.value(row, name, 'highest') - table.value(row, name, 'lowest'));
  }
  return { steps, means, spreads };
}

/** The newest fifth of a run, at least eight stretches. */
export function recent(series: HealthSeries): HealthSeries {
  const count = recentCount(series);
  return {
    steps: series.steps.slice(-count),
    means: series.means.slice(-count),
    spreads: series.spreads.slice(-count),
  };
}

/** As many stretches just before the newest ones. */
export function before(series: HealthSeries): HealthSeries {
  const count = recentCount(series);
  return {
    steps: series.steps.slice(-2 * count, -count),
    means: series.means.slice(-2 * count, -count),
    spreads: series.spreads.slice(-2 * count, -count),
  };
}

function recentCount({ means }: HealthSeries): number {
  return Math.max(8, Math.round(means.length / 5));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** How far neighbouring values lie apart, in the middle: what a curve jumps from stretch to stretch. */
export function jump(values: readonly number[]): number {
  const apart = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  const sorted = apart.sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
