import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenShares, latentPath } from '../../../src/shared/latent-path';
import { drawLatents } from '../../../src/shared/latents';
import { randomStreams } from '../../../src/shared/random';

const size = 64;
/** Two latents as a recipe draws them. */
const pair = fc.nat(1_000_000).map((seed) => {
  const position = { seed, stream: randomStreams.sampleLatents, step: 0 };
  const both = drawLatents({ distribution: 'normal', size }, position, 2);
  return [both.subarray(0, size), both.subarray(size)] as const;
});
const share = fc.double({ min: 0, max: 1, noNaN: true });

function length(vector: Float32Array): number {
  return Math.hypot(...vector);
}

function angle(a: Float32Array, b: Float32Array): number {
  const dot = a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
  return Math.acos(Math.min(1, Math.max(-1, dot / (length(a) * length(b)))));
}

describe('the shares of a path', () => {
  test('go from 0 to 1 in even steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100 }), (count) => {
        const shares = evenShares(count);
        expect(shares).toHaveLength(count);
        expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
        for (const [index, value] of shares.entries()) expect(value).toBeCloseTo(index / (count - 1), 12);
      }),
    );
    expect(evenShares(5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  test.each([1, 0, 2.5])('are at least two, not %d', (count) => {
    expect(() => evenShares(count)).toThrow(RangeError);
  });
});

describe.each(['linear', 'spherical'] as const)('a %s path', (kind) => {
  test('begins and ends at the latents, number for number', () => {
    fc.assert(
      fc.property(pair, ([from, to]) => {
        const path = latentPath(from, to, [0, 1], kind);
        expect([...path.subarray(0, size)]).toEqual([...from]);
        expect([...path.subarray(size)]).toEqual([...to]);
      }),
    );
  });

  test('is the same way back', () => {
    fc.assert(
      fc.property(pair, share, ([from, to], at) => {
        const [there, back] = [latentPath(from, to, [at], kind), latentPath(to, from, [1 - at], kind)];
        for (const [index, value] of there.entries()) expect(value).toBeCloseTo(back[index] as number, 5);
      }),
    );
  });

  test('stays where it is between equal latents', () => {
    fc.assert(
      fc.property(pair, share, ([from], at) => {
        const path = latentPath(from, from, [at], kind);
        for (const [index, value] of path.entries()) expect(value).toBeCloseTo(from[index] as number, 5);
      }),
    );
  });
});

test('a linear path is the weighted mean', () => {
  const path = latentPath(Float32Array.of(0, 4), Float32Array.of(8, -4), [0.25, 0.5], 'linear');
  expect([...path]).toEqual([2, 2, 4, 0]);
});

describe('a spherical path', () => {
  test('turns evenly, and its length goes evenly from one to the other', () => {
    fc.assert(
      fc.property(pair, share, ([from, to], at) => {
        const point = latentPath(from, to, [at], 'spherical');
        expect(length(point)).toBeCloseTo((1 - at) * length(from) + at * length(to), 4);
        expect(angle(from, point)).toBeCloseTo(at * angle(from, to), 3);
        expect(angle(point, to)).toBeCloseTo((1 - at) * angle(from, to), 3);
      }),
    );
  });

  test('between the axes goes over the diagonal', () => {
    const [x, y] = latentPath(Float32Array.of(2, 0), Float32Array.of(0, 4), [0.5], 'spherical');
    expect(x).toBeCloseTo(3 * Math.SQRT1_2, 6);
    expect(y).toBeCloseTo(3 * Math.SQRT1_2, 6);
  });

  test('out of zeros is straight', () => {
    expect([...latentPath(new Float32Array(2), Float32Array.of(2, 4), [0.5], 'spherical')]).toEqual([1, 2]);
  });

  test('between opposite latents is refused', () => {
    expect(() => latentPath(Float32Array.of(1, 2), Float32Array.of(-2, -4), [0.5], 'spherical')).toThrow(
      expect.objectContaining({ code: 'invalid-request', message: expect.stringMatching(/opposite/) as string }),
    );
  });
});
