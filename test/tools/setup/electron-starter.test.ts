import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { setElectronFuses } from '../../../tools/setup/electron-fuses.mjs';
import { asarArchive } from '../../../tools/setup/electron-starter.mjs';
import { temporaryFolder } from '../../temporary-folder';

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

function program(wire: string, version = 1): Buffer {
  const head = Buffer.from(`code${sentinel}`, 'latin1');
  return Buffer.concat([head, Buffer.from([version, wire.length]), Buffer.from(wire), Buffer.from('more code')]);
}

describe('the fuses of an Electron program', () => {
  it.each([
    ['01100110', '10110001'],
    ['0r1', '1r1'],
    ['000000000', '101100010'],
  ])('from %s become Electron’s own defaults %s, and no other byte changes', async (before, after) => {
    const path = join(await temporaryFolder(), 'electron');
    await writeFile(path, program(before));
    await setElectronFuses(path);
    expect(await readFile(path, 'latin1')).toBe(program(after).toString('latin1'));
  });

  it.each([
    ['no fuses', Buffer.from('code')],
    ['fuses of another version', program('1', 2)],
    ['two fuse wires', Buffer.concat([program('1'), program('1')])],
  ])('are refused in a program with %s', async (_what, bytes) => {
    const path = join(await temporaryFolder(), 'electron');
    await writeFile(path, bytes);
    await expect(setElectronFuses(path)).rejects.toThrow(/no fuse wire of version 1/);
  });
});

describe('an asar archive', () => {
  it('lists its files with size, place and checksum, and holds their bytes', () => {
    const archive = asarArchive({ 'a.txt': Buffer.from('first'), 'b.txt': Buffer.from('second one') });
    const length = archive.readUInt32LE(12);
    const { files } = JSON.parse(archive.toString('utf8', 16, 16 + length)) as {
      files: Record<string, { size: number; offset: string }>;
    };
    const start = 8 + archive.readUInt32LE(4);
    const content = Object.entries(files).map(([name, { size, offset }]) => {
      const at = start + Number(offset);
      return [name, archive.toString('utf8', at, at + size)];
    });
    expect(content).toEqual([
      ['a.txt', 'first'],
      ['b.txt', 'second one'],
    ]);
  });
});

describe('the Electron that the set-up brought', () => {
  const dist = resolve('node_modules', 'electron', 'dist');

  it('runs as Node and names its version', async () => {
    const electron = join(dist, (await readFile(resolve('node_modules', 'electron', 'path.txt'), 'utf8')).trim());
    const { stdout } = await promisify(execFile)(electron, ['-p', 'process.versions.electron'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    expect(stdout.trim()).toBe((await readFile(join(dist, 'version'), 'utf8')).trim());
  });
});
