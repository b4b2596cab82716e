import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { finishedFolder, provideFolder, sweepStaging } from '../../../tools/setup/staged-folder.mjs';
import { runInReadOnlyFolder, runOnSmallDisk } from '../../confined-process';
import { temporaryFolder } from '../../temporary-folder';

const made = { versions: { thing: '1' }, files: ['file'] };

const make =
  (content: string) =>
  async (staging: string): Promise<typeof made> => {
    await writeFile(join(staging, 'file'), content);
    return made;
  };

/** The id of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('a folder of the cache', () => {
  it('is made once and found afterwards', async () => {
    const cache = await temporaryFolder();
    expect(await finishedFolder(cache, 'thing')).toBeUndefined();
    expect(await provideFolder(cache, 'thing', make('one'))).toBe(join(cache, 'thing'));
    expect(await provideFolder(cache, 'thing', make('two'))).toBe(join(cache, 'thing'));
    expect(await readFile(join(cache, 'thing', 'file'), 'utf8')).toBe('one');
  });

  it('is not there at all where making it fails, and nothing is left over', async () => {
    const cache = await temporaryFolder();
    const failing = async (staging: string): Promise<typeof made> => {
      await make('half')(staging);
      throw new Error('the compiler crashed');
    };
    await expect(provideFolder(cache, 'thing', failing)).rejects.toThrow('the compiler crashed');
    expect(await readdir(cache)).toEqual([]);
  });

  it.each([
    ['whose file is shorter than its mark says', 'file', 'o'],
    ['whose mark is damaged', '.ok', '{ "files": '],
  ])('%s is made anew', async (_fault, file, content) => {
    const cache = await temporaryFolder();
    await provideFolder(cache, 'thing', make('one'));
    await writeFile(join(cache, 'thing', file), content);
    expect(await finishedFolder(cache, 'thing')).toBeUndefined();
    await provideFolder(cache, 'thing', make('two'));
    expect(await readFile(join(cache, 'thing', 'file'), 'utf8')).toBe('two');
    expect(await readdir(cache)).toEqual(['thing']);
  });
});

describe('the sweeping of what dead set-ups left', () => {
  it('takes the folders of dead processes and of yesterday, and leaves those of living ones', async () => {
    const cache = await temporaryFolder();
    const living = `.staging+${hostname()}+${process.pid}+00000000+thing`;
    const dead = `.staging+${hostname()}+${deadProcess()}+00000000+thing`;
    const elsewhere = `.staging+another-host+1+00000000+thing`;
    const forgotten = `.staging+another-host+2+00000000+thing`;
    for (const name of [living, dead, elsewhere, forgotten, 'thing'])
      await mkdir(join(cache, name, 'deep'), { recursive: true });
    const twoDaysAgo = new Date(Date.now() - 48 * 3600 * 1000);
    await utimes(join(cache, forgotten), twoDaysAgo, twoDaysAgo);
    await sweepStaging(cache);
    expect((await readdir(cache)).sort()).toEqual([elsewhere, living, 'thing'].sort());
  });
});

describe.skipIf(process.platform === 'win32')('a disk that cannot take the folder', () => {
  const script = resolve('test', 'tools', 'write-in-cache.mjs');

  it('because it is full: said in a sentence, with the cure, and nothing is left', async () => {
    const { printed } = runOnSmallDisk(script, await temporaryFolder(), 1);
    expect(printed).toMatchObject({
      what: expect.stringMatching(/^Preparing thing failed: (ENOSPC|EFBIG)/) as string,
      cure: expect.stringMatching(/start again\.$/) as string,
      left: [],
    });
  });

  it('because it is read-only: said in a sentence that names the folder', async () => {
    const { printed } = runInReadOnlyFolder(script, await temporaryFolder());
    expect(printed).toMatchObject({
      what: expect.stringMatching(/^The cache folder .* cannot be written to \((EROFS|EACCES)/) as string,
      cure: expect.stringMatching(/GAN_STUDIO_CACHE/) as string,
    });
  });
});
