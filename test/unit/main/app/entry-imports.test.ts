import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadedWith } from '../../../loaded-with';

const app = resolve(import.meta.dirname, '../../../../src/main/app');

test('the window is made before schemas, sentences and the studio behind it are loaded', async () => {
  const loaded = [...(await loadedWith(join(app, 'index.ts')))];
  expect(loaded.filter((one) => !isAbsolute(one) && !one.startsWith('node:'))).toEqual(['electron']);
  const own = loaded.filter((one) => isAbsolute(one));
  expect(own).toContain(join(app, 'main-window.ts'));
  const texts = await Promise.all(own.map((file) => readFile(file, 'utf8')));
  expect(texts.join('').length).toBeLessThan(25_000);
});
