import { z } from 'zod';
import { saying } from './wording/value-words';
import { worded } from './wording/worded';

/** UTF-16 units, as all of these, because fields of the window count so. */
export const longestName = 120;
export const longestTag = 40;
export const mostTags = 32;
export const longestNotes = 10_000;

/** No line breaks or other control characters, no blanks around it. */
const lineSchema = z
  .string()
  .refine((text) => /^[^\p{Cc}]*$/u.test(text), saying(worded('value.controls')))
  .refine((text) => text === text.trim(), saying(worded('value.blanks')));

const tagsSchema = z
  .array(lineSchema.min(1).max(longestTag))
  .max(mostTags)
  .refine(
    (tags) => new Set(tags).size === tags.length,
    saying(worded('value.twice', { what: worded('value.twiceTag') })),
  );

/** notes.json of a run folder: what a person wrote about the run. Written by the app or the command line only. */
export const runNotesSchema = z.object({
  formatVersion: z.literal(1),
  /** Shown in place of preset and seed; empty for a run that was given none. */
  name: lineSchema.max(longestName),
  /** In the order in which they were given; none twice. */
  tags: tagsSchema,
  notes: z.string().max(longestNotes),
  star: z.boolean(),
});
export type RunNotes = Readonly<Omit<z.infer<typeof runNotesSchema>, 'tags'> & { tags: readonly string[] }>;

/** What is changed of them; the rest stays as it is on the disk. */
export const runNotesChangeSchema = z.strictObject({
  name: runNotesSchema.shape.name.optional(),
  tags: tagsSchema.optional(),
  notes: runNotesSchema.shape.notes.optional(),
  star: runNotesSchema.shape.star.optional(),
});
export type RunNotesChange = Readonly<Partial<Omit<RunNotes, 'formatVersion'>>>;

export const noNotes: RunNotes = { formatVersion: 1, name: '', tags: [], notes: '', star: false };

/** A name or tag as a person typed it: one line, single blanks. */
export function tidyLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** Tags as they were typed: tidied, empty ones and repetitions left out. */
export function tidyTags(tags: readonly string[]): readonly string[] {
  return [...new Set(tags.map(tidyLine).filter((tag) => tag !== ''))];
}
