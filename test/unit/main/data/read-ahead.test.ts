import { closeSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openReadAhead, type ReadAhead } from '../../../../src/main/data/read-ahead';
import { temporaryFolder } from '../../../temporary-folder';

const size = 4;

/** A file with two bytes before ten images of four bytes; every byte of image n is n. */
async function aheadOfFile(): Promise<ReadAhead> {
  const file = join(await temporaryFolder(), 'images');
  await writeFile(
    file,
    Uint8Array.from({ length: 2 + 10 * size }, (_, index) => Math.floor((index - 2) / size)),
  );
  const descriptor = openSync(file, 'r');
  const ahead = openReadAhead({ descriptor, size, start: 2 });
  onTestFinished(async () => {
    await ahead.close();
    closeSync(descriptor);
  });
  return ahead;
}

const take = (ahead: ReadAhead, ...images: readonly number[]): readonly number[] | null => {
  const target = new Uint8Array(images.length * size);
  return ahead.take(Uint32Array.from(images), target) ? [...target] : null;
};

test('what was begun is handed over, in its order and as often as it is asked for', async () => {
  const ahead = await aheadOfFile();
  ahead.begin(Uint32Array.of(3, 9, 0));
  expect(take(ahead, 3, 9, 0)).toEqual([3, 3, 3, 3, 9, 9, 9, 9, 0, 0, 0, 0]);
  expect(take(ahead, 3, 9, 0)).toEqual([3, 3, 3, 3, 9, 9, 9, 9, 0, 0, 0, 0]);
  ahead.begin(Uint32Array.of(5));
  ahead.begin(Uint32Array.of(7));
  expect(take(ahead, 7)).toEqual([7, 7, 7, 7]);
});

test('nothing is handed over that was not begun', async () => {
  const ahead = await aheadOfFile();
  expect(take(ahead, 1)).toBeNull();
  ahead.begin(Uint32Array.of(1, 2));
  expect(take(ahead, 1)).toBeNull();
  expect(take(ahead, 2, 1)).toBeNull();
});

test('what cannot be read is not handed over, and what is begun afterwards is', async () => {
  const ahead = await aheadOfFile();
  ahead.begin(Uint32Array.of(10));
  expect(take(ahead, 10)).toBeNull();
  ahead.begin(Uint32Array.of(8));
  expect(take(ahead, 8)).toEqual([8, 8, 8, 8]);
});
