import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkFolder } from '../../../tools/setup/link-folder.mjs';
import { temporaryFolder } from '../../temporary-folder';

describe('a link to a folder of the cache', () => {
  it('shows the folder, also where another or a real folder was before', async () => {
    const folder = await temporaryFolder();
    const link = join(folder, 'deep', 'link');
    for (const name of ['one', 'two']) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'file'), name);
    }
    await linkFolder(join(folder, 'one'), link);
    expect(await readFile(join(link, 'file'), 'utf8')).toBe('one');
    await linkFolder(join(folder, 'two'), link);
    expect(await readFile(join(link, 'file'), 'utf8')).toBe('two');
    const real = join(folder, 'real');
    await mkdir(real);
    await writeFile(join(real, 'old'), 'old');
    await linkFolder(join(folder, 'one'), real);
    expect(await readFile(join(real, 'file'), 'utf8')).toBe('one');
    expect(await readFile(join(folder, 'one', 'file'), 'utf8')).toBe('one');
  });

  it('that is right already is left alone', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'one'));
    await linkFolder(join(folder, 'one'), join(folder, 'link'));
    const before = await lstat(join(folder, 'link'));
    await linkFolder(join(folder, 'one'), join(folder, 'link'));
    expect((await lstat(join(folder, 'link'))).ino).toBe(before.ino);
  });
});
