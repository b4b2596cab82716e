import { mkdir, readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importDataSet } from '../../../../src/main/data/import-data-set';
import {
  forgetRemoved,
  listOwnDataSets,
  removeOwnDataSet,
  restoreOwnDataSet,
} from '../../../../src/main/data/own-data-sets';
import { openPackedSource } from '../../../../src/main/data/packed-source';
import { usualPreparation, type ImportOptions } from '../../../../src/shared/preparation';
import { inWords } from '../../../../src/shared/wording/worded';
import { idxBytes } from '../../../idx-bytes';
import { temporaryFolder } from '../../../temporary-folder';

const options: ImportOptions = { side: 8, channels: 1, preparation: usualPreparation };

async function place(): Promise<{ readonly path: string; readonly folder: string; readonly cacheFolder: string }> {
  const root = await temporaryFolder();
  const path = join(root, 'dots-images-idx3-ubyte');
  await writeFile(path, idxBytes([30, 40, 40], new Uint8Array(30 * 1600).fill(90)));
  await writeFile(
    join(root, 'dots-labels-idx1-ubyte'),
    idxBytes(
      [30],
      Uint8Array.from({ length: 30 }, (_, index) => index % 3),
    ),
  );
  return { path, folder: join(root, 'data-sets'), cacheFolder: join(root, 'cache') };
}

describe('own data sets', () => {
  test('a folder that is not there holds none', async () => {
    expect(await listOwnDataSets(join(await temporaryFolder(), 'nowhere'))).toEqual({ cards: [], damaged: [] });
  });

  test('an import is listed as it was told, with a small thumbnail', async () => {
    const at = await place();
    const card = await importDataSet({ ...at, options: { ...options, side: 64 } });
    expect(card).toMatchObject({
      ...{ source: at.path, imageCount: 30, testImageCount: 0, imageShape: [64, 64, 1], classCounts: [10, 10, 10] },
      own: { format: 'idx', skippedCount: 0, state: 'unchanged' },
    });
    expect(card.thumbnail.shape).toEqual([15, 32, 32, 1]);
    expect(await listOwnDataSets(at.folder)).toEqual({ cards: [card], damaged: [] });
  });

  test('importing the same source again takes the place of the first', async () => {
    const at = await place();
    await importDataSet({ ...at, options });
    await importDataSet({ ...at, options: { ...options, preparation: { ...usualPreparation, labels: false } } });
    const { cards } = await listOwnDataSets(at.folder);
    expect(cards).toMatchObject([{ classCounts: null }]);
  });

  test('what training packs with the same options is what the import packed', async () => {
    const at = await place();
    await importDataSet({ ...at, options });
    let packedAgain = 0;
    const shape = { side: 8, channels: 1 } as const;
    await openPackedSource(at.path, { shape, cacheFolder: at.cacheFolder, onProgress: () => packedAgain++ });
    expect(packedAgain).toBe(0);
  });

  test('a source that changed or is gone is told', async () => {
    const at = await place();
    await importDataSet({ ...at, options });
    const state = async () => (await listOwnDataSets(at.folder)).cards[0]?.own?.state;
    await utimes(at.path, 1, 1);
    expect(await state()).toBe('changed');
    await rename(at.path, `${at.path}-elsewhere`);
    expect(await state()).toBe('gone');
  });

  test('removing can be taken back until it is forgotten, with the packed images', async () => {
    const at = await place();
    await importDataSet({ ...at, options });
    const source = await readFile(at.path);
    await removeOwnDataSet(at.folder, at.path);
    expect((await listOwnDataSets(at.folder)).cards).toEqual([]);
    await restoreOwnDataSet(at.folder, at.path);
    expect((await listOwnDataSets(at.folder)).cards).toHaveLength(1);
    await removeOwnDataSet(at.folder, at.path);
    await forgetRemoved(at.folder, at.cacheFolder);
    expect(await readdir(at.cacheFolder)).toEqual([]);
    expect(await readdir(at.folder)).toEqual([]);
    await expect(restoreOwnDataSet(at.folder, at.path)).rejects.toThrow(/is not among the data sets/);
    expect((await readFile(at.path)).equals(source)).toBe(true);
  });

  test.each([
    ['{"formatVersion": 1', 'no JSON'],
    ['{}', 'another shape'],
  ])('a damaged entry is put aside with the reason, once: %s', async (text) => {
    const { folder } = await place();
    await mkdir(folder);
    await writeFile(join(folder, 'x.json'), text);
    const { cards, damaged } = await listOwnDataSets(folder);
    expect(cards).toEqual([]);
    expect(damaged.map((one) => inWords(one, 'en'))).toEqual([
      expect.stringMatching(/x\.json.*kept as x\.json\.damaged/),
    ]);
    expect(await readFile(join(folder, 'x.json.damaged'), 'utf8')).toBe(text);
    expect(await listOwnDataSets(folder)).toEqual({ cards: [], damaged: [] });
  });

  test('a thumbnail of another size than it says is damage', async () => {
    const at = await place();
    await importDataSet({ ...at, options });
    const [name = ''] = await readdir(at.folder);
    const entry = JSON.parse(await readFile(join(at.folder, name), 'utf8')) as { thumbnail: { shape: number[] } };
    entry.thumbnail.shape = [15, 9, 8, 1];
    await writeFile(join(at.folder, name), JSON.stringify(entry));
    const { damaged } = await listOwnDataSets(at.folder);
    expect(damaged.map((one) => inWords(one, 'en'))).toEqual([expect.stringMatching(/another size than it says/)]);
  });

  test('an import that is stopped leaves nothing', async () => {
    const at = await place();
    const stop = new AbortController();
    const work = importDataSet({ ...at, options, signal: stop.signal, onProgress: () => stop.abort() });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(at.cacheFolder)).toEqual([]);
    expect(await listOwnDataSets(at.folder)).toEqual({ cards: [], damaged: [] });
  });
});
