import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGarbageCount } from '../../../../src/main/data/garbage-count';

const limit = 64 * 1024 * 1024;

test('never more than 64 MB and one picture gather before they are collected', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 * limit }), { maxLength: 40 }), (pictures) => {
      let gathered = 0;
      let collections = 0;
      const count = createGarbageCount(() => {
        gathered = 0;
        collections++;
      });
      for (const bytes of pictures) {
        gathered += bytes;
        count(bytes);
        expect(gathered).toBeLessThan(limit);
      }
      const total = pictures.reduce((sum, bytes) => sum + bytes, 0);
      expect(collections).toBeLessThanOrEqual(Math.floor(total / limit));
    }),
  );
});

test('the engine itself collects what nothing holds any more', async () => {
  const count = createGarbageCount();
  let tell: (what: string) => void = () => undefined;
  const gone = new Promise<string>((resolve) => (tell = resolve));
  const registry = new FinalizationRegistry<string>((what) => tell(what));
  registry.register(new Uint8Array(1), 'an array');
  await new Promise((resolve) => setImmediate(resolve));
  count(limit);
  expect(await gone).toBe('an array');
});
