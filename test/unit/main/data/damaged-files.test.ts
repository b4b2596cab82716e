import { expect, test } from 'vitest';
import { fuzzedFormats } from '../../../fuzz/formats';
import { fuzzFormat } from '../../../fuzz/fuzz-format';
import { temporaryFolder } from '../../../temporary-folder';

test('damaged files of every format are read or refused in words', async () => {
  for (const format of await fuzzedFormats(await temporaryFolder())) {
    await format.read(Buffer.from(format.seeds[0] ?? ''));
    const { read, refused } = await fuzzFormat(format, 200, 7);
    expect(refused, format.name).toBeGreaterThan(20);
    expect(read + refused).toBe(200);
  }
});
