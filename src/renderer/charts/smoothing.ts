import type { SeriesPoint } from './metric-series';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** How far to each side the smoothed curve looks, as a share of all points. */
const reach = 0.02;

/** The mean of each point's neighbourhood: as wide to the left as to the right, and cut off at both ends. */
export function smooth(points: readonly SeriesPoint[]): readonly CurvePoint[] {
  const radius = Math.max(1, Math.round(points.length * reach));
  const sums = [0];
  for (const { mean } of points) sums.push((sums.at(-1) ?? 0) + mean);
  const sumBefore = (index: number): number => sums[index] ?? 0;
  return points.map(({ step }, index) => {
    const from = Math.max(0, index - radius);
    const to = Math.min(points.length, index + radius + 1);
    return { x: step, y: (sumBefore(to) - sumBefore(from)) / (to - from) };
  });
}

/** The unsmoothed curve: where a bucket holds several steps, it runs through the lowest and the highest of them. */
export function rawCurve(points: readonly SeriesPoint[], bucketWidth: number): readonly CurvePoint[] {
  if (bucketWidth === 1) return points.map(({ step, mean }) => ({ x: step, y: mean }));
  return points.flatMap(({ step, lowest, highest }) => [
    { x: step - bucketWidth / 4, y: lowest },
    { x: step + bucketWidth / 4, y: highest },
  ]);
}
