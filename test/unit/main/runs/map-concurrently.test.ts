import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapConcurrently } from '../../../../src/main/runs/map-concurrently';

test('results stand in the order of the items, and never more than the limit are under way', async () => {
  const limits = fc.integer({ min: 1, max: 5 });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.nat()), limits, async (scheduler, items, limit) => {
      let underWay = 0;
      let most = 0;
      const done = mapConcurrently(items, limit, async (item) => {
        most = Math.max(most, ++underWay);
        await scheduler.schedule(Promise.resolve());
        underWay--;
        return item * 2;
      });
      await scheduler.waitFor(done);
      expect(await done).toEqual(items.map((item) => item * 2));
      expect(most).toBe(Math.min(limit, items.length));
    }),
  );
});

test('a failure is passed on', async () => {
  const fail = (): Promise<never> => Promise.reject(new Error('no'));
  await expect(mapConcurrently([1, 2, 3], 2, fail)).rejects.toThrow('no');
});
