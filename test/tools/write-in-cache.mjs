// Prepares a folder of four megabytes in the cache folder of the first argument and prints the fault that a person would read.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requireWritableCache } from '../../tools/setup/cache-folder.mjs';
import { provideFolder } from '../../tools/setup/staged-folder.mjs';

const [, , cache] = process.argv;
try {
  await requireWritableCache(cache);
  await provideFolder(cache, 'thing', async (staging) => {
    await writeFile(join(staging, 'file'), Buffer.alloc(4_000_000));
    return { versions: {}, files: ['file'] };
  });
  console.log(JSON.stringify({ what: 'no fault' }));
} catch (error) {
  console.log(JSON.stringify({ what: error.message, cure: error.cure, left: await readdir(cache) }));
}
