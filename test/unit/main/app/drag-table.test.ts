import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { DragTable } from '../../../../src/main/app/drag-table';
import { temporaryFolder } from '../../../temporary-folder';

test('files of one name lie beside each other under it, and all go at the end', async () => {
  const temporary = await temporaryFolder();
  const table = new DragTable(temporary);
  const [first, second] = [await table.place('sheet.png'), await table.place('sheet.png')];
  expect(first.laidOut).not.toBe(second.laidOut);
  for (const { laidOut, path } of [first, second]) {
    await writeFile(path, String(laidOut));
    expect(basename(path)).toBe('sheet.png');
    expect(table.pathOf(laidOut)).toBe(path);
  }
  expect(await readFile(first.path, 'utf8')).toBe(String(first.laidOut));
  await table.clear();
  expect(await readdir(temporary)).toEqual([]);
  expect(table.pathOf(first.laidOut)).toBeNull();
});

test('a table that was never used leaves nothing to clear', async () => {
  const temporary = await temporaryFolder();
  await new DragTable(temporary).clear();
  expect(await readdir(temporary)).toEqual([]);
});
