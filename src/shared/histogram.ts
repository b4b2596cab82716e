/** How a set of numbers is spread, without the numbers. */
export interface Histogram {
  /** How many numbers there are, all counted. */
  readonly count: number;
  /** Of those that are finite; 0 where none is. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly deviation: number;
  /** Square root of the sum of squares. */
  readonly length: number;
  /** Numbers in each of the equal parts from low to high. */
  readonly counts: readonly number[];
  /** Exactly zero. */
  readonly zeros: number;
  /** NaN and infinities; they are in no part. */
  readonly notFinite: number;
}

/** @param parts at least 1 */
export function histogramOf(values: ArrayLike<number>, parts: number): Histogram {
  const sums = summarise(values);
  const { low, high, finite } = sums;
  const counts = new Array<number>(parts).fill(0);
  const width = (high - low) / parts;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) continue;
    // the upper end belongs to the last part; equal numbers to the middle one
    const part = width === 0 ? parts >> 1 : Math.min(parts - 1, Math.floor((value - low) / width));
    counts[part] = (counts[part] as number) + 1;
  }
  const mean = finite === 0 ? 0 : sums.sum / finite;
  return {
    count: values.length,
    low,
    high,
    mean,
    deviation: finite === 0 ? 0 : Math.sqrt(Math.max(0, sums.squares / finite - mean * mean)),
    length: Math.sqrt(sums.squares),
    counts,
    zeros: sums.zeros,
    notFinite: values.length - finite,
  };
}

interface Sums {
  readonly low: number;
  readonly high: number;
  readonly sum: number;
  readonly squares: number;
  readonly zeros: number;
  readonly finite: number;
}

function summarise(values: ArrayLike<number>): Sums {
  let [low, high, sum, squares, zeros, finite] = [Infinity, -Infinity, 0, 0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    if (value === 0) zeros++;
    sum += value;
    squares += value * value;
    finite++;
  }
  return finite === 0 ? { low: 0, high: 0, sum, squares, zeros, finite } : { low, high, sum, squares, zeros, finite };
}
