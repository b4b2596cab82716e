import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { emaDecay } from '../../../../src/main/gan/ema';

it('grows from update to update up to the decay that is asked for', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 0.9999, noNaN: true }),
      fc.integer({ min: 1, max: 100_000 }),
      (decay, update) => {
        expect(emaDecay(decay, update)).toBeLessThanOrEqual(emaDecay(decay, update + 1));
        expect(emaDecay(decay, update)).toBeLessThanOrEqual(decay);
      },
    ),
  );
  expect(emaDecay(0.99, 10_000)).toBe(0.99);
});

it('forgets the first weights soon', () => {
  expect(emaDecay(0.999, 1)).toBeCloseTo(2 / 11);
});
