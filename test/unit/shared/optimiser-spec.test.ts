import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learningRateAt, optimiserSpecSchema } from '../../../src/shared/optimiser-spec';

const adam = { kind: 'adam', learningRate: 0.1, beta1: 0.5, beta2: 0.9, epsilon: 1e-8 } as const;

test('a rate without decay stays', () => {
  expect(learningRateAt(optimiserSpecSchema.parse(adam), 1e5)).toBe(0.1);
});

test('an exponential decay takes effect with each epoch that begins', () => {
  const spec = optimiserSpecSchema.parse({ ...adam, decay: { kind: 'exponential', factor: 0.5 } });
  expect([0, 0.99, 1, 2.5].map((epoch) => learningRateAt(spec, epoch))).toEqual([0.1, 0.1, 0.05, 0.025]);
});

test('a linear decay goes from the whole rate to 0', () => {
  const spec = optimiserSpecSchema.parse({ ...adam, decay: { kind: 'linear', from: 10, to: 20 } });
  expect([0, 10, 15, 20, 99].map((epoch) => learningRateAt(spec, epoch))).toEqual([0.1, 0.1, 0.05, 0, 0]);
});

test('no decay ever raises the rate or makes it negative', () => {
  const decay = fc.oneof(
    fc.record({ kind: fc.constant('exponential'), factor: fc.double({ min: 0.01, max: 0.99, noNaN: true }) }),
    fc.record({
      kind: fc.constant('linear'),
      from: fc.integer({ min: 0, max: 9 }),
      to: fc.integer({ min: 10, max: 99 }),
    }),
  );
  const epoch = fc.double({ min: 0, max: 1000, noNaN: true });
  fc.assert(
    fc.property(decay, epoch, epoch, (given, one, other) => {
      const spec = optimiserSpecSchema.parse({ ...adam, decay: given });
      const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
      expect(learningRateAt(spec, later)).toBeLessThanOrEqual(learningRateAt(spec, earlier));
      expect(learningRateAt(spec, later)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('a linear decay that ends before it begins is refused', () => {
  const wrong = optimiserSpecSchema.safeParse({ ...adam, decay: { kind: 'linear', from: 5, to: 5 } });
  expect(wrong.error?.issues[0]).toMatchObject({ path: ['decay', 'to'], message: 'must be after its start at 5' });
});
