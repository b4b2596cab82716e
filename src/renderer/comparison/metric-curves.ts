/** The curves of one run of a comparison, smoothed, and read at any place. */
import type { CurveTable } from '../../shared/curve-table';
import type { StepScale } from '../timeline/time-axis';
import { paceSegments, segmentsOf } from '../charts/curve-points';
import { smooth, valueAt, type CurvePoint } from '../charts/smoothing';

export const comparedMetrics = [
  'generatorLoss',
  'discriminatorLoss',
  'realProbability',
  'fakeProbability',
  'generatorGradientNorm',
  'discriminatorGradientNorm',
  'imagesPerSecond',
] as const;
export type ComparedMetric = (typeof comparedMetrics)[number];

export type MetricCurves = Readonly<Record<ComparedMetric, readonly CurvePoint[]>>;

/** x in steps. A metric that the run does not tell has no points. @param reach as `smooth` takes it */
export function metricCurves(table: CurveTable, batchSize: number, reach: number): MetricCurves {
  const of = (metric: ComparedMetric): readonly CurvePoint[] =>
    smooth(metric === 'imagesPerSecond' ? paceSegments(table, batchSize) : segmentsOf(table, metric), reach);
  return Object.fromEntries(comparedMetrics.map((metric) => [metric, of(metric)])) as unknown as MetricCurves;
}

/** The same points in the unit of a line. */
export function placedOn(scale: StepScale, points: readonly CurvePoint[]): readonly CurvePoint[] {
  return scale.unit === 'step' ? points : points.map(({ x, y }) => ({ x: scale.valueOf(x), y }));
}

interface Lifetime {
  readonly firstStep: number;
  readonly lastStep: number;
}

/** The curve's value at a step; null where the run had not begun or was over by then, or tells none. */
export function valueWithin(
  points: readonly CurvePoint[],
  step: number,
  { firstStep, lastStep }: Lifetime,
): number | null {
  return step < firstStep || step > lastStep ? null : valueAt(points, step);
}
