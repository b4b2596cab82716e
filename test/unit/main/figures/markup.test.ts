import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeMarkup } from '../../../../src/main/figures/markup';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '\u202e', '\u200f', '\u0000', '\ud800', ';', 'a') }),
);

function readBack(markup: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return markup.replace(/&(#x?[0-9a-f]+|\w+);/g, (_, name: string) =>
    name.startsWith('#x')
      ? String.fromCharCode(Number.parseInt(name.slice(2), 16))
      : name.startsWith('#')
        ? String.fromCharCode(Number(name.slice(1)))
        : (named[name] ?? '?'),
  );
}

test('a text in markup is nothing but text, and reads back as it was', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const markup = escapeMarkup(text);
      expect(markup).not.toMatch(/[<>"']|&(?!#?\w+;)/);
      // what turns the direction of a text is seen in the source
      expect(markup).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
      const allowed = [...text].map((character) => (isForbidden(character) ? '\ufffd' : character)).join('');
      expect(readBack(markup)).toBe(allowed);
    }),
    { numRuns: 500 },
  );
});

function isForbidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const isControl = code < 32 ? ![9, 10, 13].includes(code) : code >= 127 && code < 160;
  return isControl || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
}

test('a script in a name stays a name', () => {
  expect(escapeMarkup('<script>alert("1")</script>')).toBe('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
});
