/** What is searched: the title counts most, the other words of the line less. All in lower case. */
export interface Searched {
  readonly title: string;
  /** What else may be typed: preset, data set, tags. */
  readonly rest: string;
}

/** Points for where a word was found, the best first. */
const points = { titleStart: 100, titleWord: 80, title: 60, restWord: 45, rest: 30, scattered: 20 } as const;

export function queryWords(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

/**
 * How well all words fit, in any order; null where one of them does not. A word fits where it is found as it is, or
 * where its letters stand in the title in this order, each at the start of a word or right after the one before.
 *
 * @param words in lower case
 * @returns the higher the better; of the same places found the shorter title is the better one
 */
export function fuzzyScore(words: readonly string[], searched: Searched): number | null {
  let score = 0;
  for (const word of words) {
    const found = pointsOf(word, searched);
    if (found === null) return null;
    score += found;
  }
  return score + 1 / (1 + searched.title.length);
}

function pointsOf(word: string, { title, rest }: Searched): number | null {
  if (title.startsWith(word)) return points.titleStart;
  const inTitle = placeOf(word, title);
  if (inTitle === 'word') return points.titleWord;
  if (inTitle === 'inside') return points.title;
  const inRest = placeOf(word, rest);
  if (inRest === 'word') return points.restWord;
  if (inRest === 'inside') return points.rest;
  return isScattered(word, title) ? points.scattered : null;
}

function placeOf(word: string, text: string): 'word' | 'inside' | null {
  let at = text.indexOf(word);
  if (at < 0) return null;
  for (; at >= 0; at = text.indexOf(word, at + 1)) if (isWordStart(text, at)) return 'word';
  return 'inside';
}

function isScattered(word: string, title: string, from = 0, previous = -2): boolean {
  if (word === '') return true;
  const letter = word.charAt(0);
  for (let at = title.indexOf(letter, from); at >= 0; at = title.indexOf(letter, at + 1)) {
    const fits = at === previous + 1 || isWordStart(title, at);
    if (fits && isScattered(word.slice(1), title, at + 1, at)) return true;
  }
  return false;
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}
