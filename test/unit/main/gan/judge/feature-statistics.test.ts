import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureFeatures } from '../../../../../src/main/gan/judge/feature-statistics';

const width = 3;
const rowArbitrary = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: width, maxLength: width });

describe('feature statistics', () => {
  it('match a set worked out by hand', () => {
    const { count, mean, covariance } = measureFeatures(Float32Array.of(1, 2, 3, 6, 5, 4), 2);
    expect(count).toBe(3);
    expect([...mean]).toEqual([3, 4]);
    expect([...covariance]).toEqual([4, 2, 2, 4]);
  });

  it('do not depend on the order of the vectors', () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary, { minLength: 2, maxLength: 30 }), (rows) => {
        const forwards = measureFeatures(Float32Array.from(rows.flat()), width);
        const backwards = measureFeatures(Float32Array.from(rows.toReversed().flat()), width);
        for (const [index, value] of forwards.covariance.entries()) {
          expect(backwards.covariance[index]).toBeCloseTo(value, 6);
        }
      }),
    );
  });

  it('have a symmetric covariance that moving all vectors alike does not change', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: width, maxLength: width }), {
          minLength: 2,
          maxLength: 30,
        }),
        fc.integer({ min: -1000, max: 1000 }),
        (rows, shift) => {
          const { covariance } = measureFeatures(Float32Array.from(rows.flat()), width);
          const moved = measureFeatures(
            Float32Array.from(rows.flat(), (value) => value + shift),
            width,
          );
          for (let row = 0; row < width; row++) {
            for (let column = 0; column < width; column++) {
              const value = covariance[row * width + column] ?? Number.NaN;
              expect(value).toBe(covariance[column * width + row]);
              expect(moved.covariance[row * width + column]).toBeCloseTo(value, 6);
            }
          }
        },
      ),
    );
  });

  it('refuse a single vector and numbers that are no rows', () => {
    expect(() => measureFeatures(new Float32Array(3), 3)).toThrow('two feature vectors');
    expect(() => measureFeatures(new Float32Array(7), 3)).toThrow('rows of 3');
  });
});
