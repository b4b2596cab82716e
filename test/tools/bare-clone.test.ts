import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const tools = resolve(import.meta.dirname, '../../tools');

/** What is loaded with a file before anything of it runs, files of the tools by their paths and packages by their names. */
async function loadedWith(file: string, known = new Set<string>()): Promise<ReadonlySet<string>> {
  if (known.has(file)) return known;
  known.add(file);
  const text = await readFile(file, 'utf8');
  for (const [, specifier = ''] of text.matchAll(/^(?:import|(?:import|export)\s[\w\s{},*$]+\sfrom)\s'([^']+)';$/gm)) {
    if (specifier.startsWith('.')) await loadedWith(join(dirname(file), specifier), known);
    else known.add(specifier);
  }
  return known;
}

test.each(['start.mjs', 'setup.mjs', 'test.mjs'])('%s begins in a clone without packages', async (name) => {
  const loaded = [...(await loadedWith(join(tools, name)))];
  expect(loaded.filter((one) => !one.startsWith('node:') && !one.startsWith(tools))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(10);
});
