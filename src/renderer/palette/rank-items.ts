import { fuzzyScore, queryWords, type Searched } from './fuzzy-score';

export interface Ranked extends Searched {
  /** Stable and unique. */
  readonly key: string;
}

/**
 * The items that fit what was typed, the best first; of two that fit as well the one chosen lately, then the one that
 * came first. Where nothing was typed all of them, those chosen lately first.
 *
 * @param recent keys, the latest first
 */
export function rankItems<T extends Ranked>(
  items: readonly T[],
  query: string,
  recent: readonly string[],
): readonly T[] {
  const words = queryWords(query);
  const ages = new Map(recent.map((key, age) => [key, age]));
  const fitting = items.flatMap((item) => {
    const score = fuzzyScore(words, item);
    return score === null ? [] : [{ item, score, age: ages.get(item.key) ?? Number.MAX_SAFE_INTEGER }];
  });
  const byScore = (a: number, b: number): number => (words.length === 0 ? 0 : b - a);
  return fitting.sort((a, b) => byScore(a.score, b.score) || a.age - b.age).map(({ item }) => item);
}

/** The keys once one more was chosen, the latest first. */
export function withChoice(recent: readonly string[], key: string, most: number): readonly string[] {
  return [key, ...recent.filter((other) => other !== key)].slice(0, most);
}
