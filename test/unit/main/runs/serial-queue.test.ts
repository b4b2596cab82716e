import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSerialQueue } from '../../../../src/main/runs/serial-queue';

test('work is done one after the other in order, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(fc.boolean()), async (scheduler, outcomes) => {
      const serially = createSerialQueue();
      const events: string[] = [];
      const results = outcomes.map((isGood, index) =>
        serially(async () => {
          events.push(`begin ${index}`);
          await scheduler.schedule(Promise.resolve());
          events.push(`end ${index}`);
          if (!isGood) throw new Error(`${index}`);
          return index;
        }),
      );
      const settled = Promise.allSettled(results);
      await scheduler.waitFor(settled);
      expect(events).toEqual(outcomes.flatMap((_, index) => [`begin ${index}`, `end ${index}`]));
      expect((await settled).map(({ status }) => status === 'fulfilled')).toEqual(outcomes);
    }),
  );
});
