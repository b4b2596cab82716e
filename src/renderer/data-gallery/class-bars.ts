/** Bars that fit on a card. */
const mostBars = 20;

/** Heights of bars, 0 to 1: one a class, or where there are many the mean of neighbours. */
export function classBars(counts: readonly number[]): readonly number[] {
  const each = Math.max(1, Math.ceil(counts.length / mostBars));
  const means = Array.from({ length: Math.ceil(counts.length / each) }, (_, bar) => {
    const some = counts.slice(bar * each, (bar + 1) * each);
    return some.reduce((sum, count) => sum + count, 0) / some.length;
  });
  const largest = Math.max(1, ...means);
  return means.map((mean) => mean / largest);
}
