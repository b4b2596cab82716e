import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteSource, openByteSource } from '../../../../src/main/data/byte-source';
import { temporaryFolder } from '../../../temporary-folder';

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

test('hands out the same bytes however they arrive and are asked for', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), sizes, sizes, async (bytes, arriving, asked) => {
      const source = byteSource(inChunks(bytes, arriving));
      const found: number[] = [];
      for (const size of asked) {
        const peeked = await source.peek(size);
        if (peeked.length < size) break;
        expect([...peeked]).toEqual([...bytes.subarray(found.length, found.length + size)]);
        found.push(...(await source.take(size)));
      }
      for (let some = await source.takeSome(); some.length > 0; some = await source.takeSome()) found.push(...some);
      expect(found).toEqual([...bytes]);
    }),
  );
});

test('says where bytes end that are asked for', async () => {
  const source = byteSource(inChunks(new Uint8Array(10), [4]));
  await source.take(3);
  await expect(source.take(8)).rejects.toThrow('it ends after 10 bytes where at least 11 are needed');
});

test('a small gzip file that unpacks without end is left early', async () => {
  const file = join(await temporaryFolder(), 'bomb.gz');
  await writeFile(file, gzipSync(Buffer.alloc(100_000_000)));
  const source = await openByteSource(file);
  const drain = async (): Promise<void> => {
    while ((await source.takeSome()).length > 0);
  };
  await expect(drain()).rejects.toThrow('it unpacks to more than 200 times its size');
});
