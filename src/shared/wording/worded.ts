/**
 * Sentences that cross a process are kept as a key with values, so that a window can say them in its own language. A part
 * of a sentence may be one again. The command line and log files say the English ones.
 */
import { z } from 'zod';
import { allTexts } from './all-texts';
import type { Texts } from './texts';

export type WordedKey = keyof typeof allTexts;

/** A sentence, or a part of one, that has its words in each language. */
export interface Worded {
  readonly key: WordedKey;
  readonly values: Readonly<Record<string, string | number | Worded>>;
}

/** What is told a person; a plain text is English, or the words of somebody else: the system, a library, a person. */
export type Told = string | Worded;

/** The names that stand in a text. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type ValuesOf<Key extends WordedKey> = Names<(typeof allTexts)[Key]['en']>;

/** @param values one for each name that stands in the text */
export function worded<Key extends WordedKey>(
  key: Key,
  ...[values]: [ValuesOf<Key>] extends [never]
    ? []
    : [values: Readonly<Record<ValuesOf<Key>, string | number | Worded>>]
): Worded {
  return { key, values: values ?? {} };
}

/** A sentence in one of the languages. */
export function inWords(told: Told, language: 'en' | 'zh'): string {
  if (typeof told === 'string') return told;
  const { [language]: text } = (allTexts as Texts)[told.key] as Texts[string];
  return text.replace(/\{(\w+)\}/g, (_name, name: string) => {
    const value = told.values[name];
    return typeof value === 'object' ? inWords(value, language) : String(value);
  });
}

const keys = Object.keys(allTexts) as [WordedKey, ...WordedKey[]];

export const wordedSchema: z.ZodType<Worded> = z.strictObject({
  key: z.enum(keys),
  values: z.record(z.string().max(100), z.union([z.string(), z.number(), z.lazy(() => wordedSchema)])),
});
export const toldSchema = z.union([z.string(), wordedSchema]);
