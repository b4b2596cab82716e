import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../temporary-folder';
import { readAll } from './read-all';

async function table(text: string | Uint8Array, name = 'table.csv'): Promise<string> {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, text);
  return file;
}

const kaggle = 'label,pixel0,pixel1,pixel2,pixel3\r\n7,0,1,2,255\r\n3, 4,5,6,7\r\n';

describe('a table of pixels', () => {
  test.each([
    ['with a header, as on Kaggle', kaggle, [7, 3]],
    ['without a header', '7,0,1,2,255\n3,4,5,6,7', [7, 3]],
    ['with the label last', 'a,b,c,d,label\n0,1,2,255,300\n4,5,6,7,0', [300, 0]],
    ['without labels', '0,1,2,255\n4,5,6,7\n', [null, null]],
    ['packed with gzip', gzipSync(kaggle), [7, 3]],
    ['with empty lines at the end', `${kaggle}\n\n`, [7, 3]],
  ])('%s', async (_what, text, labels) => {
    const read = await readAll(await table(text));
    expect(read.shapes).toEqual([
      [2, 2, 1],
      [2, 2, 1],
    ]);
    expect(read.images).toEqual([
      [0, 1, 2, 255],
      [4, 5, 6, 7],
    ]);
    expect(read.labels).toEqual(labels);
  });

  test('in colour', async () => {
    const read = await readAll(
      await table(`${Array.from({ length: 12 }, (_, index) => index).join(',')},4\n`.replace(/,4\n$/, '\n')),
    );
    expect(read.shapes).toEqual([[2, 2, 3]]);
  });
});

const row = (columns: number, change?: readonly [column: number, cell: string]): string =>
  Array.from({ length: columns }, (_, column) => (column === change?.[0] ? change[1] : '1')).join(',');

describe('says file, line and column', () => {
  test.each([
    [
      'a letter among 785 columns',
      `${row(785)}\n${row(785, [400, 'x'])}`,
      /line 2, column 401: expected a whole number from 0 to 255, found "x"/,
    ],
    ['a pixel above 255', row(785, [784, '256']), /line 1, column 785: .* found "256"/],
    ['a negative pixel', row(785, [3, '-1']), /line 1, column 4: .* found "-1"/],
    ['a fraction', row(785, [3, '1.5']), /found "1.5"/],
    ['an empty cell', row(785, [3, '']), /line 1, column 4: .* found ""/],
    ['a label above 65535', row(785, [0, '65536']), /expected a whole number from 0 to 65535/],
    ['a column too few', `${row(785)}\n${row(784)}`, /line 2 has 784 columns instead of 785/],
    ['a column too many', `${row(785)}\n${row(786)}`, /line 2 has 786 columns instead of 785/],
    ['columns that make no square', row(7), /line 1 has 7 columns; expected a square number of pixels/],
    ['a huge line', '1'.repeat(17_000_000), /line 1 is longer than 16777216 bytes/],
  ])('%s', async (_what, text, message) => {
    const file = await table(text);
    await expect(readAll(file)).rejects.toMatchObject({
      code: 'data-set-unreadable',
      message: expect.stringMatching(message) as string,
    });
    await expect(readAll(file)).rejects.toThrow(file);
  });
});
