/**
 * Works on several items at once and hands the results out in the order of the items.
 *
 * @param atOnce how many are under way
 */
export async function* mapInOrder<T, R>(
  items: Iterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underway: Promise<R>[] = [];
  try {
    for (const item of items) {
      const result = work(item);
      // whoever waits for it later hears of a failure; until then nobody listens
      result.catch(() => undefined);
      underway.push(result);
      const first = underway.length >= atOnce ? underway.shift() : undefined;
      if (first) yield await first;
    }
    for (let first = underway.shift(); first; first = underway.shift()) yield await first;
  } finally {
    await Promise.allSettled(underway);
  }
}
