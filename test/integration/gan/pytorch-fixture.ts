import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

/** What test/fixtures/pytorch/record.py wrote. */
export function readFixture<Content>(name: string): Content {
  return JSON.parse(readFileSync(join('test', 'fixtures', 'pytorch', name), 'utf8')) as Content;
}

/** The formula of record.py: arrays that both sides can make without storing them. */
function words(seed: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => {
    const word = (Math.imul(index + 1, 2_654_435_761) + seed * 40_503) | 0;
    const stirred = Math.imul(word ^ (word >>> 16), 73_244_475);
    return stirred ^ (stirred >>> 16);
  });
}

/** Numbers in [low, high) with 24 bits of resolution. */
export function numbers(seed: number, count: number, low = -1, high = 1): Float32Array {
  return Float32Array.from(words(seed, count), (word) => low + ((word >>> 8) / 2 ** 24) * (high - low));
}

/** 0 to 255 */
export function pixels(seed: number, count: number): Uint8Array {
  return Uint8Array.from(words(seed, count), (word) => word >>> 24);
}

/** Every number within `tolerance` of its twin, relative to the largest of them. */
export function expectClose(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 1e-5,
): void {
  expect(actual.length, what).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs), Number.MIN_VALUE);
  const worst = Math.max(...Array.from(actual, (value, index) => Math.abs(value - (expected[index] ?? Number.NaN))));
  expect(worst / scale, `${what}: largest deviation over largest value`).toBeLessThanOrEqual(tolerance);
}
