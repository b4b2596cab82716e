import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadedWith } from '../loaded-with';

const tools = resolve(import.meta.dirname, '../../tools');

test.each(['start.mjs', 'setup.mjs', 'test.mjs'])('%s begins in a clone without packages', async (name) => {
  const loaded = [...(await loadedWith(join(tools, name)))];
  expect(loaded.filter((one) => !one.startsWith('node:') && !one.startsWith(tools))).toEqual([]);
  expect(loaded.length).toBeGreaterThan(10);
});
