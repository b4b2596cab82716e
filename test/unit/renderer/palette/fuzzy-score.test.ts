import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzyScore, queryWords } from '../../../../src/renderer/palette/fuzzy-score';

const line = (title: string, rest = '') => ({ title: title.toLowerCase(), rest: rest.toLowerCase() });
const score = (query: string, title: string, rest = '') => fuzzyScore(queryWords(query), line(title, rest));

test('the beginning of the title is worth more than a word in it, that more than its inside, and that more than the rest', () => {
  const scores = [
    score('dark', 'Dark theme'),
    score('dark', 'The dark'),
    score('dark', 'Undarkened'),
    score('dark', 'Theme', 'Dark'),
    score('dark', 'Theme', 'undark'),
  ].map(Number);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(new Set(scores).size).toBe(scores.length);
});

test('letters at the starts of words are enough, letters somewhere are not', () => {
  expect(score('kes', 'Keyboard shortcuts')).not.toBeNull();
  expect(score('ks', 'Keyboard shortcuts')).not.toBeNull();
  expect(score('wgp', 'Wasserstein GP 28')).not.toBeNull();
  expect(score('kts', 'Keyboard shortcuts')).toBeNull();
});

test('words fit in any order, in Chinese too, whatever the case', () => {
  expect(score('SEED quick', 'Quick digits, seed 3')).not.toBeNull();
  expect(score('浅色', '浅色主题')).not.toBeNull();
  expect(score('主题', '浅色主题')).not.toBeNull();
});

test('of two titles that fit as well the shorter one comes first', () => {
  expect(Number(score('quick', 'Quick digits'))).toBeGreaterThan(Number(score('quick', 'Quick digits, seed 3')));
});

const words = fc.array(fc.stringMatching(/^[a-c]{1,4}$/), { minLength: 1, maxLength: 4 });

test('every piece of a title finds it, and one word more never finds more', () => {
  fc.assert(
    fc.property(words, words, fc.nat(), fc.nat(), (title, more, from, length) => {
      const text = title.join(' ');
      const start = from % text.length;
      const piece = text.slice(start, start + 1 + (length % (text.length - start)));
      expect(fuzzyScore(queryWords(piece), line(text))).not.toBeNull();
      if (fuzzyScore(more, line(text)) === null) expect(fuzzyScore([...more, ...title], line(text))).toBeNull();
    }),
  );
});
