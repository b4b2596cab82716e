import { open, readdir, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mostCacheBytes, packedFile, packedKey, tidyCache } from '../../../../src/main/data/packed-cache';
import { temporaryFolder } from '../../../temporary-folder';

const shape = { side: 8, channels: 1 } as const;
const keyOf = (source: string, version = 1): string => packedKey({ source: [source], version: [version], shape });

/** A cache of files of a hundred bytes, used so many minutes ago. */
async function cacheOf(ages: Readonly<Record<string, number>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [key, minutes] of Object.entries(ages)) {
    await writeFile(packedFile(folder, key), new Uint8Array(100));
    await used(packedFile(folder, key), minutes);
  }
  return folder;
}

function used(file: string, minutes: number): Promise<void> {
  const seconds = Date.now() / 1000 - 60 * minutes;
  return utimes(file, seconds, seconds);
}

async function keysIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).map((name) => name.replace('.pixels', '')).sort();
}

describe('a cache that is tidied', () => {
  test('loses older versions of the source that was packed, in every shape, and nothing of others', async () => {
    const coloured = packedKey({ source: ['cats'], version: [1], shape: { side: 64, channels: 3 } });
    const now = { [keyOf('cats', 2)]: 0, [keyOf('dogs', 1)]: 5, [keyOf('dogs', 2)]: 5 };
    const folder = await cacheOf({ ...now, [keyOf('cats', 1)]: 1, [coloured]: 1 });
    await tidyCache(folder, [keyOf('cats', 2)], 1e9);
    expect(await keysIn(folder)).toEqual(Object.keys(now).sort());
  });

  test('loses what nobody used for longest where it is too large', async () => {
    const folder = await cacheOf({ [keyOf('a')]: 40, [keyOf('b')]: 900, [keyOf('c')]: 50, [keyOf('d')]: 0 });
    await tidyCache(folder, [keyOf('d')], 250);
    expect(await keysIn(folder)).toEqual([keyOf('a'), keyOf('d')].sort());
  });

  test('keeps what was just packed even where that alone is too large', async () => {
    const folder = await cacheOf({ [keyOf('a')]: 40, [keyOf('b')]: 0 });
    await tidyCache(folder, [keyOf('b')], 10);
    expect(await keysIn(folder)).toEqual([keyOf('b')]);
  });

  test('keeps what is read from the disk right now, old version or not', async () => {
    const folder = await cacheOf({ [keyOf('cats', 1)]: 0, [keyOf('dogs')]: 0, [keyOf('cats', 2)]: 0 });
    // too large for memory, but takes no room on the disk
    for (const [key, minutes] of [
      [keyOf('cats', 1), 5],
      [keyOf('dogs'), 60],
    ] as const) {
      await truncate(packedFile(folder, key), 300 * 1024 * 1024);
      await used(packedFile(folder, key), minutes);
    }
    await tidyCache(folder, [keyOf('cats', 2)], 10);
    expect(await keysIn(folder)).toEqual([keyOf('cats', 1), keyOf('cats', 2)].sort());
  });

  test('leaves files alone that are no packed ones', async () => {
    const folder = await cacheOf({ [keyOf('a')]: 0 });
    await (await open(join(folder, 'notes.txt'), 'w')).close();
    await tidyCache(folder, [], 0);
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });
});

describe('its limit', () => {
  test('is 20 GB, or what GAN_STUDIO_DATA_CACHE_GB says', () => {
    expect(mostCacheBytes({})).toBe(20e9);
    expect(mostCacheBytes({ GAN_STUDIO_DATA_CACHE_GB: '1.5' })).toBe(1.5e9);
  });

  test.each(['much', '0', '-3', 'Infinity'])('is refused as "%s"', (chosen) => {
    expect(() => mostCacheBytes({ GAN_STUDIO_DATA_CACHE_GB: chosen })).toThrow(
      expect.objectContaining({ code: 'invalid-request', message: expect.stringContaining(`"${chosen}"`) as string }),
    );
  });
});
