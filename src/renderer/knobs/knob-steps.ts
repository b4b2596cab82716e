/** The next sensible value of a knob, up or down. */
import { assertNever } from '../../shared/assert-never';
import type { RunLength } from '../../shared/recipe';

export type Direction = 1 | -1;

/**
 * `ladder`: 1, 2, 5, 10, 20 … `double`: powers of two. `share`: 0.9, 0.95, 0.98, 0.99 … toward 1.
 * `length`: by one, and by round numbers where it counts steps.
 */
export type StepKind = 'ladder' | 'double' | 'one' | 'twentieth' | 'share' | 'length';

/** @param unit of the run's length */
export function stepValue(kind: StepKind, value: number, direction: Direction, unit: RunLength['unit']): number {
  switch (kind) {
    case 'ladder':
      return ladder(value, direction);
    case 'double':
      return 2 ** (direction > 0 ? Math.floor(Math.log2(value)) + 1 : Math.ceil(Math.log2(value)) - 1);
    case 'one':
      return Math.round(value) + direction;
    case 'twentieth':
      return rounded(value + direction * 0.05);
    case 'share':
      return share(value, direction);
    case 'length':
      return unit === 'steps' ? ladder(value, direction) : Math.max(1, Math.round(value) + direction);
    default:
      return assertNever(kind);
  }
}

const rungs = [1, 2, 5, 10];

/** The next number of 1, 2, 5, 10, 20, 50 … */
function ladder(value: number, direction: Direction): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const position = value / power;
  const tolerance = 1e-6;
  const above = rungs.find((rung) => rung > position + tolerance) ?? 20;
  const below = rungs.toReversed().find((rung) => rung < position - tolerance) ?? 0.5;
  return rounded((direction > 0 ? above : below) * power);
}

/** What is missing to 1 steps down the ladder as the share goes up; below a half by tenths. */
function share(value: number, direction: Direction): number {
  const isCoarse = direction > 0 ? value < 0.5 - 1e-9 : value <= 0.5 + 1e-9;
  if (isCoarse) return Math.max(0, rounded(value + direction * 0.1));
  return rounded(1 - ladder(1 - value, direction > 0 ? -1 : 1));
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
