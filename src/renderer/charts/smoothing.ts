import type { Segment } from './curve-points';

export interface CurvePoint {
  /** Step; a fraction where a point stands for several. */
  readonly x: number;
  /** NaN = a gap. */
  readonly y: number;
}

/**
 * The mean of each point's neighbourhood: as wide to the left as to the right, cut off at both ends and at gaps.
 *
 * @param reach how far to each side it looks, as a share of all points; 0 = not at all
 */
export function smooth(segments: readonly Segment[], reach: number): readonly CurvePoint[] {
  const all = segments.reduce((sum, segment) => sum + segment.length, 0);
  const radius = reach === 0 ? 0 : Math.max(1, Math.round(all * reach));
  return joinWithGaps(segments.map((segment) => smoothSegment(segment, radius)));
}

function smoothSegment(points: Segment, radius: number): readonly CurvePoint[] {
  const sums = [0];
  for (const { mean } of points) sums.push((sums.at(-1) ?? 0) + mean);
  const sumBefore = (index: number): number => sums[index] ?? 0;
  return points.map(({ step, mean }, index) => {
    if (radius === 0) return { x: step, y: mean };
    const from = Math.max(0, index - radius);
    const to = Math.min(points.length, index + radius + 1);
    return { x: step, y: (sumBefore(to) - sumBefore(from)) / (to - from) };
  });
}

/** The unsmoothed curve: where a point stands for several steps, it runs through the lowest and the highest of them. */
export function rawCurve(segments: readonly Segment[]): readonly CurvePoint[] {
  return joinWithGaps(
    segments.map((segment) =>
      segment.flatMap(({ step, width, mean, lowest, highest }) =>
        width === 1
          ? [{ x: step, y: mean }]
          : [
              { x: step - width / 4, y: lowest },
              { x: step + width / 4, y: highest },
            ],
      ),
    ),
  );
}

function joinWithGaps(parts: readonly (readonly CurvePoint[])[]): readonly CurvePoint[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [{ x: part[0]?.x ?? 0, y: Number.NaN }, ...part]));
}

/** The curve's value at a step, or at the nearest point that has one; null where there is none. */
export function valueAt(curve: readonly CurvePoint[], step: number): number | null {
  let [low, high] = [0, curve.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve[middle]?.x ?? 0) < step) low = middle + 1;
    else high = middle;
  }
  let [left, right] = [low - 1, low];
  while (Number.isNaN(curve[left]?.y)) left--;
  while (Number.isNaN(curve[right]?.y)) right++;
  const [before, after] = [curve[left], curve[right]];
  if (!before || !after) return (before ?? after)?.y ?? null;
  return step - before.x <= after.x - step ? before.y : after.y;
}
