import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestTag, noNotes, runNotesSchema, tidyLine, tidyTags } from '../../../src/shared/run-notes';

test('a typed line becomes one line with single blanks', () => {
  expect(tidyLine('  Learning\trate \n × 5 ')).toBe('Learning rate × 5');
});

test('whatever was typed, tidied lines and tags can be kept, and tidying twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.array(fc.string({ unit: 'binary', maxLength: 10 }), { maxLength: 20 }),
      (typedName, typedTags) => {
        const [name, tags] = [tidyLine(typedName), tidyTags(typedTags)];
        expect(runNotesSchema.safeParse({ ...noNotes, name, tags }).success).toBe(true);
        expect(tidyLine(name)).toBe(name);
        expect(tidyTags(tags)).toEqual(tags);
      },
    ),
  );
});

test.each([
  ['two lines', { name: 'a\nb' }],
  ['a blank before it', { name: ' a' }],
  ['a tag twice', { tags: ['a', 'a'] }],
  ['an empty tag', { tags: [''] }],
  ['a tag that is too long', { tags: ['a'.repeat(longestTag + 1)] }],
  ['notes that are a number', { notes: 3 }],
])('%s is refused', (_what, change) => {
  expect(runNotesSchema.safeParse({ ...noNotes, ...change }).success).toBe(false);
});
