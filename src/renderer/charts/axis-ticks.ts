/** Round numbers from 0 to `end`, at most `most` of them besides 0: 1, 2 or 5 times a power of ten apart. */
export function axisTicks(end: number, most: number): readonly number[] {
  if (!(end > 0)) return [0];
  const step = roundStep(end / most);
  const count = Math.floor(end / step + 1e-9);
  // a product, not a running sum, and cut to the step's digits: 0.3, not 0.30000000000000004
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return Number((factor * power).toPrecision(12));
}

/**
 * The upper end of an axis that shows nearly all values: a few spikes may leave it, so that the rest stays readable.
 *
 * @param values none negative
 */
export function axisEnd(values: readonly number[]): number {
  if (values.length === 0) return 1;
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[Math.floor((sorted.length - 1) * 0.98)] ?? 1;
  const step = roundStep(Math.max(high, 1e-6) / 3);
  // at least one step: values that are all 0 have an axis too
  return Number((Math.max(1, Math.ceil((high * 1.02) / step)) * step).toPrecision(12));
}
