import type { Point } from './flow-layout';

/** The way of an edge as an SVG path: straight where its points lie below each other, else bent softly through them. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  if (points.every(({ x }) => Math.abs(x - first.x) < 1)) return `M${first.x},${first.y} L${last.x},${last.y}`;
  const pieces = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    return `Q${point.x},${point.y} ${(point.x + next.x) / 2},${(point.y + next.y) / 2}`;
  });
  return `M${first.x},${first.y} ${pieces.join(' ')} L${last.x},${last.y}`;
}
