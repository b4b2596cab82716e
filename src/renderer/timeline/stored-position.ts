/** Moves among the stored sheets of a run. Steps are ascending. */
import { lowerBound } from './time-axis';

/** The stored step that lies nearest to a place between steps; null where nothing is stored. */
export function nearestStep(steps: readonly number[], step: number): number | null {
  const after = lowerBound(steps, step);
  const [left, right] = [steps[after - 1], steps[after]];
  if (left === undefined || right === undefined) return left ?? right ?? null;
  return step - left <= right - step ? left : right;
}

/** The stored step so many sheets away, at most as far as the first or the last. */
export function stepAway(steps: readonly number[], from: number, sheets: number): number | null {
  if (steps.length === 0) return null;
  const at = lowerBound(steps, from);
  // from a place between two sheets, one sheet back is the one just before it
  const isBetween = steps[at] !== from;
  const target = at + sheets - (isBetween && sheets > 0 ? 1 : 0);
  return steps[Math.min(steps.length - 1, Math.max(0, target))] ?? null;
}

const sheetMoves: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** How many sheets a key of the slider moves, infinitely many to an end; null where the key means nothing to it. */
export function sheetsOfKey(key: string): number | null {
  return sheetMoves[key] ?? null;
}

/** The steps around one, nearest first, more of them in the direction of travel. */
export function neighbours(
  steps: readonly number[],
  around: number,
  direction: -1 | 1,
  ahead: number,
  behind: number,
): readonly number[] {
  const at = lowerBound(steps, around);
  const found: number[] = [];
  for (let away = 1; away <= Math.max(ahead, behind); away++) {
    for (const way of [direction, -direction]) {
      const step = steps[at + way * away];
      if (step !== undefined && away <= (way === direction ? ahead : behind)) found.push(step);
    }
  }
  return found;
}
