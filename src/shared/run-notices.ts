import type { RunRecord } from './run';
import { inWords, type Told, type Worded } from './wording/worded';

/** As run.json has them: in English for every reader, and beside it in words of every language. */
type KeptNotices = Pick<RunRecord, 'notices' | 'wordedNotices'>;

/** What run.json keeps of notices; none twice. */
export function keepNotices(told: readonly Told[]): KeptNotices {
  const byWords = new Map(told.map((notice) => [inWords(notice, 'en'), notice]));
  const wordedNotices = [...byWords.values()].filter((notice): notice is Worded => typeof notice !== 'string');
  return { notices: [...byWords.keys()], wordedNotices };
}

/** Each notice in words of every language where run.json has them; a record of an older version tells it in English. */
export function noticesOf({ notices, wordedNotices }: KeptNotices): readonly Told[] {
  const byWords = new Map(wordedNotices.map((notice) => [inWords(notice, 'en'), notice]));
  return notices.map((notice) => byWords.get(notice) ?? notice);
}
