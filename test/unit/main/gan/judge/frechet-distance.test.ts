import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureFeatures, type FeatureStatistics } from '../../../../../src/main/gan/judge/feature-statistics';
import { frechetDistance } from '../../../../../src/main/gan/judge/frechet-distance';

const width = 4;

/** Feature vectors of any kind, among them sets that lie in a plane or on one point. */
const statisticsArbitrary = fc
  .array(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: width, maxLength: width }), {
    minLength: 2,
    maxLength: 20,
  })
  .map((rows) => measureFeatures(Float32Array.from(rows.flat()), width));

function gaussian(mean: readonly number[], covariance: readonly number[]): FeatureStatistics {
  return { count: 1000, mean: Float64Array.from(mean), covariance: Float64Array.from(covariance) };
}

/** [features, features] with the given diagonal, turned by an angle in the plane of the first two features. */
function turned(diagonal: readonly [number, number, number], angle: number): readonly number[] {
  const [a, b, c] = diagonal;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const mixed = (a - b) * cosine * sine;
  return [a * cosine ** 2 + b * sine ** 2, mixed, 0, mixed, a * sine ** 2 + b * cosine ** 2, 0, 0, 0, c];
}

/** [2, 2] with the variances a and b along axes that are turned by an angle. */
function plane(a: number, b: number, angle: number): readonly number[] {
  const [xx, xy, , , yy] = turned([a, b, 0], angle) as readonly [number, number, number, number, number];
  return [xx, xy, xy, yy];
}

const variance = fc.double({ min: 0, max: 9, noNaN: true });
const variances = fc.tuple(variance, variance, variance);
const means = fc.tuple(...Array.from({ length: 3 }, () => fc.double({ min: -5, max: 5, noNaN: true })));

describe('Fréchet distance', () => {
  it('is nothing between a set and itself', () => {
    fc.assert(
      fc.property(statisticsArbitrary, (statistics) => {
        expect(frechetDistance(statistics, statistics)).toBeLessThan(1e-4);
      }),
    );
  });

  it('is the same in both directions and never negative', () => {
    fc.assert(
      fc.property(statisticsArbitrary, statisticsArbitrary, (first, second) => {
        const distance = frechetDistance(first, second);
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(Math.abs(distance - frechetDistance(second, first))).toBeLessThan(1e-4);
      }),
    );
  });

  it('equals the closed form where both covariances have the same axes', () => {
    fc.assert(
      fc.property(
        means,
        means,
        variances,
        variances,
        fc.double({ min: 0, max: 7, noNaN: true }),
        (meanA, meanB, a, b, angle) => {
          const expected = meanA.reduce((sum, value, index) => {
            const spread = Math.sqrt(a[index] as number) - Math.sqrt(b[index] as number);
            return sum + (value - (meanB[index] as number)) ** 2 + spread ** 2;
          }, 0);
          const distance = frechetDistance(gaussian(meanA, turned(a, angle)), gaussian(meanB, turned(b, angle)));
          expect(distance).toBeCloseTo(expected, 4);
        },
      ),
    );
  });

  it('equals the closed form of two features whose covariances have different axes', () => {
    const angle = fc.double({ min: 0, max: 7, noNaN: true });
    fc.assert(
      fc.property(variance, variance, variance, variance, angle, angle, (a, b, c, d, turnA, turnB) => {
        const first = plane(a, b, turnA);
        const second = plane(c, d, turnB);
        // (tr √M)² = tr M + 2 √det M for the two eigenvalues of M = Σ₁Σ₂
        const trace = [0, 1, 2, 3].reduce((sum, i) => sum + (first[i] as number) * (second[i] as number), 0);
        const cross = Math.sqrt(Math.max(0, trace) + 2 * Math.sqrt(a * b * c * d));
        const expected = a + b + c + d - 2 * cross;
        expect(frechetDistance(gaussian([0, 0], first), gaussian([0, 0], second))).toBeCloseTo(expected, 4);
      }),
    );
  });

  it('is the squared distance of the points between two sets of identical samples', () => {
    const point = (value: number): FeatureStatistics => measureFeatures(new Float32Array(8 * width).fill(value), width);
    expect(frechetDistance(point(1), point(3))).toBeCloseTo(4 * width, 9);
    expect(frechetDistance(point(2), point(2))).toBe(0);
  });

  it('copes with entries near the smallest number there is', () => {
    const flat = gaussian([0, 0], [0, 8e-323, 8e-323, 0.04]);
    expect(frechetDistance(flat, gaussian([0, 0], [0, 0, 0, 0.09]))).toBeCloseTo(0.01, 9);
  });

  it('refuses sets of different features', () => {
    expect(() => frechetDistance(gaussian([0], [1]), gaussian([0, 0], [1, 0, 0, 1]))).toThrow('cannot be compared');
  });
});
