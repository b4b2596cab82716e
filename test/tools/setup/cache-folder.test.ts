import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder, requireFreeSpace, requireWritableCache } from '../../../tools/setup/cache-folder.mjs';
import { temporaryFolder } from '../../temporary-folder';

describe('the cache folder', () => {
  it.each([
    ['linux', {}, join('/home/ada', '.cache', 'gan-studio')],
    ['linux', { XDG_CACHE_HOME: '/fast' }, join('/fast', 'gan-studio')],
    ['darwin', { XDG_CACHE_HOME: '/fast' }, join('/home/ada', 'Library', 'Caches', 'gan-studio')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'gan-studio', 'Cache')],
    ['linux', { GAN_STUDIO_CACHE: '/mine', XDG_CACHE_HOME: '/fast' }, resolve('/mine')],
  ] as const)('lies on %s with %o where that platform keeps caches', (platform, environment, expected) => {
    expect(cacheFolder(environment, platform, '/home/ada')).toBe(expected);
  });

  it('that cannot be made is refused by its name, with the cure', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(requireWritableCache(join(folder, 'file', 'cache'))).rejects.toMatchObject({
      message: expect.stringContaining(join(folder, 'file', 'cache')) as string,
      cure: expect.stringMatching(/GAN_STUDIO_CACHE/) as string,
    });
  });

  it.skipIf(process.platform !== 'linux')(
    'below /proc, where Node alone would try for ever, is refused at once',
    async () => {
      await expect(requireWritableCache('/proc/gan-studio/cache')).rejects.toThrow(
        /\/proc\/gan-studio\/cache cannot be written/,
      );
    },
  );

  it('is made with the folders above it', async () => {
    const folder = join(await temporaryFolder(), 'a', 'b', 'c');
    await requireWritableCache(folder);
    await requireWritableCache(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused for want of space only where there is too little', async () => {
    const folder = await temporaryFolder();
    await expect(requireFreeSpace(folder, 1, 'A thing')).resolves.toBeUndefined();
    await expect(requireFreeSpace(folder, 1e18, 'A thing')).rejects.toThrow(/^A thing needs 1000000000\.0 GB/);
  });
});
