import { mkdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractZip } from '../../../tools/setup/zip-extraction.mjs';
import { readZipDirectory } from '../../../tools/setup/zip-directory.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { type FixtureEntry, zipBytes } from '../zip-fixture';

async function extract(bytes: Uint8Array, choose = (entry: { name: string }): string | undefined => entry.name) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'a.zip'), bytes);
  await mkdir(join(folder, 'out'));
  const names = await extractZip(join(folder, 'a.zip'), join(folder, 'out'), choose);
  return { names, at: (name: string) => join(folder, 'out', name) };
}

const text = 'GAN '.repeat(5000);

describe('an archive that is as it should be', () => {
  it('gives back every file, whatever its bytes and however it is packed', async () => {
    const files = fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-z]{1,8}$/),
        content: fc.uint8Array({ maxLength: 3000 }),
        stored: fc.boolean(),
      }),
      { selector: ({ name }) => name, maxLength: 5 },
    );
    const folder = await temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(files, async (entries) => {
        const out = join(folder, `out-${(run += 1)}`);
        await mkdir(out);
        await writeFile(join(folder, 'a.zip'), zipBytes(entries));
        await extractZip(join(folder, 'a.zip'), out, ({ name }) => name);
        for (const { name, content } of entries) {
          expect(new Uint8Array(await readFile(join(out, name)))).toEqual(content);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives only the chosen files, under the chosen names', async () => {
    const bytes = zipBytes([
      { name: 'a/keep.txt', content: 'kept' },
      { name: 'a/leave.txt', content: 'left' },
    ]);
    const { names, at } = await extract(bytes, ({ name }) => (name === 'a/keep.txt' ? 'b/kept.txt' : undefined));
    expect(names).toEqual(['b/kept.txt']);
    expect(await readFile(at('b/kept.txt'), 'utf8')).toBe('kept');
  });

  it.skipIf(process.platform === 'win32')('keeps programs executable and links links', async () => {
    const { at } = await extract(
      zipBytes([
        { name: 'bin/program', content: text, mode: 0o100755 },
        { name: 'link', content: 'bin/program', mode: 0o120777, stored: true },
      ]),
    );
    expect((await stat(at('bin/program'))).mode & 0o111).toBe(0o111);
    expect(await readlink(at('link'))).toBe('bin/program');
    expect(await readFile(at('link'), 'utf8')).toBe(text);
  });
});

describe('an archive that is not', () => {
  const good: FixtureEntry = { name: 'good.txt', content: text };
  const cases: readonly [string, Uint8Array, RegExp][] = [
    ['a wrong checksum', zipBytes([{ ...good, crc: 1 }]), /checksum of good\.txt is wrong/],
    ['a missing end', zipBytes([good]).subarray(0, -30), /end record is missing/],
    ['no bytes', new Uint8Array(0), /end record is missing/],
    ['bytes of another kind', Buffer.from('<html>Please log in</html>'.repeat(10)), /end record is missing/],
    ['a name that leads out', zipBytes([{ ...good, name: '../evil.txt' }]), /unsafe name "\.\.\/evil\.txt"/],
    ['an absolute name', zipBytes([{ ...good, name: '/etc/evil' }]), /unsafe name/],
    ['a name with a backslash', zipBytes([{ ...good, name: '..\\evil' }]), /unsafe name/],
    ['a name of a drive', zipBytes([{ ...good, name: 'C:evil' }]), /unsafe name/],
    ['a name twice', zipBytes([good, good]), /name good\.txt twice/],
    ['an encrypted file', zipBytes([{ ...good, flags: 1 }]), /good\.txt is encrypted/],
    ['an unknown method', zipBytes([{ ...good, method: 12 }]), /unknown method 12/],
    ['another name in the header', zipBytes([{ ...good, localName: 'evil.txt' }]), /called "evil\.txt"/],
    [
      'bytes that do not unpack',
      zipBytes([{ name: 'good.txt', content: text, stored: true, method: 8 }]),
      /cannot be unpacked/,
    ],
    ['a link that leads out', zipBytes([{ name: 'l', content: '../../etc', mode: 0o120777 }]), /link l leads out/],
    ['an absolute link', zipBytes([{ name: 'l', content: '/etc', mode: 0o120777 }]), /link l leads out/],
  ];

  it.each(cases)('is refused for %s, by name and reason', async (_fault, bytes, reason) => {
    await expect(extract(bytes)).rejects.toThrow(reason);
    await expect(extract(bytes)).rejects.toThrow(/a\.zip is damaged/);
  });

  it('is refused wherever it is cut off', async () => {
    const bytes = zipBytes([good, { name: 'second.txt', content: 'more' }]);
    const folder = await temporaryFolder();
    const path = join(folder, 'cut.zip');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
        await writeFile(path, bytes.subarray(0, length));
        await expect(readZipDirectory(path)).rejects.toThrow(/is damaged/);
      }),
      { numRuns: 40 },
    );
  });
});
