import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStrictJson } from '../../../../src/main/formats/strict-json';

test('reads everything that JSON can say', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      fc.pre(!text.includes('"__proto__"'));
      expect(parseStrictJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each([
  ['{"a": 1, "a": 1}', /"a" twice/],
  [String.raw`{"a": 1, "\u0061" : 2}`, /"a" twice/],
  ['[{"b": {"a": [], "c": {}, "a": 0}}]', /"a" twice/],
  ['{"__proto__": {}}', /__proto__/],
  [String.raw`{"a": [{"__\u0070roto__": 1}]}`, /__proto__/],
  ['{"a": 1', /no valid JSON/],
  ['', /no valid JSON/],
])('refuses %s', (text, reason) => {
  expect(() => parseStrictJson(text)).toThrow(reason);
});

test.each(['{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}', '["a", "a"]', String.raw`{"a\"": "a\"", "b": "\"a\": 1"}`])(
  'the same word in another object or as a value is fine: %s',
  (text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  },
);
