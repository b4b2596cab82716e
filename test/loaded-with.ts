import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

/**
 * What is loaded with a file before anything of it runs, itself included: our own files by their absolute paths, packages
 * by their names. Imports of types load nothing.
 */
export async function loadedWith(file: string, known = new Set<string>()): Promise<ReadonlySet<string>> {
  if (known.has(file)) return known;
  known.add(file);
  const text = await readFile(file, 'utf8');
  const imports = /^(?:import|(?:import|export)\s(?!type\b)[\w\s{},*$]+\sfrom)\s'([^']+)';$/gm;
  for (const [, specifier = ''] of text.matchAll(imports)) {
    if (specifier.startsWith('.')) await loadedWith(join(dirname(file), withEnding(specifier)), known);
    else known.add(specifier);
  }
  return known;
}

/** Scripts name a file's ending, TypeScript leaves it out. */
function withEnding(specifier: string): string {
  return extname(specifier) === '' ? `${specifier}.ts` : specifier;
}
