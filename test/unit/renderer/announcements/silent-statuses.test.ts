import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const renderer = resolve(import.meta.dirname, '../../../../src/renderer');
const components = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.vue'));
const tagsOf = (name: string): readonly string[] =>
  readFileSync(join(renderer, name), 'utf8').match(/<\w[^<>]*role="status"[^<>]*/g) ?? [];

test('every status is silent by itself: the one live region speaks for all of them', () => {
  const tags = components.flatMap((name) => tagsOf(name).map((tag) => ({ name, tag })));
  expect(tags.length).toBeGreaterThan(20);
  expect(tags.filter(({ tag }) => !tag.includes('aria-live="off"'))).toEqual([]);
  const regions = components.filter((name) =>
    readFileSync(join(renderer, name), 'utf8').includes('aria-live="polite"'),
  );
  expect(regions).toEqual([join('components', 'notices', 'LiveRegion.vue')]);
});
