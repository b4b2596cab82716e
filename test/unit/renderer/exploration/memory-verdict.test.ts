import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceCurve, memoryVerdict } from '../../../../src/renderer/exploration/memory-verdict';

const real = Float32Array.from({ length: 1000 }, (_, index) => 2 + index / 500);

test('a sample as far as real images is no copy; one nearer than nearly all of them is worth a look; one at none is a copy', () => {
  expect(memoryVerdict(3, real)).toEqual({ kind: 'noCopy', nearer: 0.5 });
  expect(memoryVerdict(1.5, real)).toEqual({ kind: 'near', nearer: 0 });
  expect(memoryVerdict(0, real)).toEqual({ kind: 'copy', nearer: 0 });
});

test('a farther sample is never the more suspicious one', () => {
  const rank = { copy: 0, near: 1, noCopy: 2 };
  const distance = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(
    fc.property(distance, distance, (a, b) => {
      const [near, far] = a < b ? [a, b] : [b, a];
      expect(rank[memoryVerdict(near, real).kind]).toBeLessThanOrEqual(rank[memoryVerdict(far, real).kind]);
    }),
  );
});

test('the curve holds every distance, those far off in its last part', () => {
  const curve = distanceCurve([1, 2, 3, 900], real, 20);
  expect(curve.samples.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  expect(curve.real.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  expect(curve.end).toBeLessThan(10);
  expect(curve.samples.at(-1)).toBeGreaterThan(0);
});
