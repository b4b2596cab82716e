import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openComparisonFile } from '../../../../src/main/app/comparison-file';
import type { SavedComparison } from '../../../../src/shared/comparison';
import { inWords } from '../../../../src/shared/wording/worded';
import { temporaryFolder } from '../../../temporary-folder';

function comparisonOf(id: string, name = id): SavedComparison {
  return {
    id,
    name,
    runs: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ],
    lineUp: 'step',
    latents: 'own',
    savedAt: '2026-11-28T10:00:00Z',
  };
}

test('comparisons stay over a restart, newest first, each once', async () => {
  const path = join(await temporaryFolder(), 'comparisons.json');
  expect(await openComparisonFile(path).list()).toEqual({ comparisons: [], problem: null });
  const file = openComparisonFile(path);
  await Promise.all([file.save(comparisonOf('one')), file.save(comparisonOf('two'))]);
  await file.save(comparisonOf('one', 'another name'));
  const { comparisons } = await openComparisonFile(path).list();
  expect(comparisons.map(({ id, name }) => [id, name])).toEqual([
    ['one', 'another name'],
    ['two', 'two'],
  ]);
  expect((await file.remove('one')).comparisons.map(({ id }) => id)).toEqual(['two']);
});

test.each(['{ "formatVersion": 1, "comparisons": [', '{ "formatVersion": 9, "comparisons": [] }'])(
  'a damaged file is told and kept beside: %s',
  async (text) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'comparisons.json');
    await writeFile(path, text);
    const file = openComparisonFile(path, () => new Date('2026-11-28T10:00:00Z'));
    const { comparisons, problem } = await file.list();
    expect(comparisons).toEqual([]);
    expect(problem && inWords(problem, 'en')).toContain('cannot be read');
    const [aside = ''] = (await readdir(folder)).filter((name) => name.includes('damaged'));
    expect(problem && inWords(problem, 'en')).toContain(aside);
    expect(await readFile(join(folder, aside), 'utf8')).toBe(text);
    expect((await file.save(comparisonOf('one'))).problem).toBe(null);
    expect((await file.list()).comparisons).toHaveLength(1);
  },
);
