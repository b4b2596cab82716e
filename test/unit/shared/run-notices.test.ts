import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepNotices, noticesOf } from '../../../src/shared/run-notices';
import { runRecordSchema } from '../../../src/shared/run';
import { inWords, worded, type Told } from '../../../src/shared/wording/worded';

const anyNotice: fc.Arbitrary<Told> = fc.oneof(
  fc.string(),
  fc.integer().map((seed) => worded('notice.freshDiscriminator', { seed })),
  fc.string().map((path) => worded('notice.fromRecipe', { path })),
);
const kept = runRecordSchema.pick({ notices: true, wordedNotices: true });

describe('notices of run.json', () => {
  test('are told in each language as they were kept, none twice', () => {
    fc.assert(
      fc.property(fc.array(anyNotice), (told) => {
        const read = noticesOf(kept.parse(JSON.parse(JSON.stringify(keepNotices(told)))));
        for (const language of ['en', 'zh'] as const) {
          expect(new Set(read.map((notice) => inWords(notice, language)))).toEqual(
            new Set(told.map((notice) => inWords(notice, language))),
          );
        }
        expect(new Set(read.map((notice) => inWords(notice, 'en'))).size).toBe(read.length);
      }),
    );
  });

  test('of an older version are told in English', () => {
    expect(noticesOf(kept.parse({ notices: ['Imported.'] }))).toEqual(['Imported.']);
  });

  test('of a newer version are told in English where their words are not known', () => {
    const record = { notices: ['It flew.'], wordedNotices: [{ key: 'notice.flight', values: {} }] };
    expect(noticesOf(kept.parse(record))).toEqual(['It flew.']);
  });

  test('that an older version wrote beside worded ones keep their places', () => {
    const { notices, wordedNotices } = keepNotices([worded('notice.freshOptimisers')]);
    const told = noticesOf({ notices: ['Written since.', ...notices], wordedNotices });
    expect(told.map((notice) => inWords(notice, 'zh'))).toEqual(['Written since.', '优化器重新开始。']);
  });
});
