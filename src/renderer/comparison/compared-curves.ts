/** The curves of one run of a comparison: bounded, smoothed, and read at any step. */
import type { SeriesPoint } from '../charts/curve-points';
import { smooth, type CurvePoint } from '../charts/smoothing';
import type { StepMetrics } from '../../shared/run';

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

export type ComparedCurves = Readonly<Record<ComparedMetric, readonly CurvePoint[]>>;

/** How far to each side smoothing looks, as a share of all points. */
const reach = 0.02;

/** Smoothed; x in steps. A metric that the run does not tell has no points. */
export function comparedCurves(curve: readonly StepMetrics[], batchSize: number): ComparedCurves {
  const points = new Map<ComparedMetric, SeriesPoint[]>(comparedMetrics.map((metric) => [metric, []]));
  let before: StepMetrics | undefined;
  for (const line of curve) {
    for (const metric of comparedMetrics) {
      const value = metric === 'imagesPerSecond' ? pace(before, line, batchSize) : line[metric];
      if (value === undefined) continue;
      points.get(metric)?.push({ step: line.step, width: 1, mean: value, lowest: value, highest: value });
    }
    before = line;
  }
  return Object.fromEntries(
    // sampled points lie apart on purpose: between them is no gap
    comparedMetrics.map((metric) => [metric, smooth([points.get(metric) ?? []], reach)]),
  ) as unknown as ComparedCurves;
}

/** Undefined where no time went by: a clock that was set back tells nothing. */
function pace(before: StepMetrics | undefined, line: StepMetrics, batchSize: number): number | undefined {
  if (!before || line.seconds <= before.seconds) return undefined;
  return ((line.step - before.step) * batchSize) / (line.seconds - before.seconds);
}

/** The curve's value at a place, along the line through its points; null beyond its ends. */
export function valueWithin(points: readonly CurvePoint[], x: number): number | null {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  // a point stands in the middle of the steps that it is the mean of
  const reach = points.length < 2 ? 1 : (last.x - first.x) / (points.length - 1);
  if (x < first.x - reach || x > last.x + reach) return null;
  const after = points.findIndex((point) => point.x >= x);
  if (after < 0) return last.y;
  const [left, right] = [points[after - 1], points[after]];
  if (!left || !right) return first.y;
  return left.y + ((x - left.x) / (right.x - left.x)) * (right.y - left.y);
}
