import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const entry = resolve(import.meta.dirname, '../../../../src/main/app/index.ts');

/** What the modules behind a file load before its first line runs: files by path, packages by name. */
async function loadedBy(file: string, found = new Set<string>()): Promise<ReadonlySet<string>> {
  const text = await readFile(file, 'utf8');
  for (const [, name = ''] of text.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '([^']+)'/gm)) {
    const loaded = name.startsWith('.') ? `${join(dirname(file), name)}.ts` : name;
    if (found.has(loaded)) continue;
    found.add(loaded);
    if (name.startsWith('.')) await loadedBy(loaded, found);
  }
  return found;
}

test('the window is made before schemas, sentences and the studio behind it are loaded', async () => {
  const loaded = await loadedBy(entry);
  expect([...loaded].filter((name) => !name.startsWith('/') && !name.startsWith('node:'))).toEqual(['electron']);
  const own = [...loaded].filter((name) => name.startsWith('/'));
  expect(own).toContain(join(dirname(entry), 'main-window.ts'));
  const texts = await Promise.all(own.map((file) => readFile(file, 'utf8')));
  expect(texts.join('').length).toBeLessThan(25_000);
});
