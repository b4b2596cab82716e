import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allTexts } from '../../../../src/shared/wording/all-texts';
import type { Texts } from '../../../../src/shared/wording/texts';
import { inWords, toldSchema, worded, type Worded, type WordedKey } from '../../../../src/shared/wording/worded';

const texts = Object.entries(allTexts as Texts);
const namesIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();

describe('each text that crosses a process', () => {
  test.each(texts)('%s is there in both languages, with the same values', (_key, { en, zh }) => {
    expect(en.trim()).not.toBe('');
    const own = en.replace(/\{\w+\}/g, '');
    if (/\p{L}/u.test(own)) expect(zh, 'Chinese').toMatch(/\p{Script=Han}/u);
    expect(namesIn(zh)).toEqual(namesIn(en));
  });

  test.each(texts)('%s is a whole sentence in both languages, or a part of one in both', (_key, { en, zh }) => {
    expect(/。$/.test(zh)).toBe(/\.$/.test(en));
  });

  test('is told somewhere', async () => {
    const entries = await readdir('src', { recursive: true, withFileTypes: true });
    const files = entries.filter(
      (one) => one.name.endsWith('.ts') && !one.parentPath.endsWith(join('wording', 'texts')),
    );
    const code = await Promise.all(files.map((one) => readFile(join(one.parentPath, one.name), 'utf8')));
    const whole = code.join('\n');
    expect(texts.map(([key]) => key).filter((key) => !whole.includes(`'${key}'`))).toEqual([]);
  });
});

const anyKey = fc.constantFrom(...(Object.keys(allTexts) as WordedKey[]));
const anyWorded: fc.Arbitrary<Worded> = fc.letrec<{ told: Worded }>((tie) => ({
  told: anyKey.chain((key) =>
    fc
      .tuple(...namesIn(allTexts[key].en).map(() => fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer(), tie('told'))))
      .map((values) => ({
        key,
        values: Object.fromEntries(namesIn(allTexts[key].en).map((name, index) => [name, values[index] ?? ''])),
      })),
  ),
})).told;

test('values are put where their names stand, and a part of a sentence is in the same language', () => {
  const told = worded('data.unreadable', { file: '/a.csv', reason: worded('csv.empty') });
  expect(inWords(told, 'en')).toBe(
    'Cannot read the data file /a.csv: it is empty; replace it with an undamaged copy or choose another one.',
  );
  expect(inWords(told, 'zh')).toBe('无法读取数据文件 /a.csv：它是空的；请换用完好的副本，或另选一个文件。');
});

test('a value that looks like a name is no name', () => {
  const told = worded('data.skipped', { place: '{reason}', reason: '{place} $1 $&' });
  expect(inWords(told, 'en')).toBe('{reason}: {place} $1 $&');
});

test('whatever is told has words in both languages, and crosses a process or a file unchanged', () => {
  fc.assert(
    fc.property(anyWorded, (told) => {
      for (const language of ['en', 'zh'] as const) expect(inWords(told, language)).not.toContain('[object');
      expect(toldSchema.parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
    }),
  );
});

test('a text that this version does not know is refused where it enters', () => {
  expect(toldSchema.safeParse({ key: 'data.hologram', values: {} }).success).toBe(false);
});
