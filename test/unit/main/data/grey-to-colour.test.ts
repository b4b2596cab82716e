import fc from 'fast-check';
import { expect, test } from 'vitest';
import { greyToColour } from '../../../../src/main/data/grey-to-colour';

test('each grey pixel becomes three equal channels', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (grey) => {
      expect([...greyToColour(grey)]).toEqual([...grey].flatMap((value) => [value, value, value]));
    }),
  );
});
