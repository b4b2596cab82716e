import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSquarer, describePreparation, squareRecipe } from '../../../../src/main/data/square-images';
import { createResizer } from '../../../../src/main/data/resize';
import { packedKey } from '../../../../src/main/data/packed-cache';
import {
  filters,
  framings,
  saidPreparation,
  usualPreparation,
  type Preparation,
} from '../../../../src/shared/preparation';
import { recipeHash } from '../../../../src/main/runs/recipe-hash';
import { defaultPreset } from '../../../../src/shared/presets';
import { recipeSchema } from '../../../../src/shared/recipe';

const anyPreparation = fc.record({
  framing: fc.constantFrom(...framings),
  filter: fc.constantFrom(...filters),
  labels: fc.boolean(),
});

function grey(height: number, width: number, pixels: Uint8Array) {
  return { count: pixels.length / (height * width), height, width, channels: 1 as const, pixels, labels: null };
}

const withFraming = (framing: Preparation['framing']) => ({
  ...{ side: 8, channels: 1 as const },
  preparation: { ...usualPreparation, framing },
});

describe('framing', () => {
  test('cropping takes the centre, padding keeps the whole and leaves its colour on both sides', () => {
    // 8 rows of 16: black, but for a white left half
    const pixels = Uint8Array.from({ length: 128 }, (_, index) => (index % 16 < 8 ? 255 : 0));
    const cropped = createSquarer(withFraming('crop'))(grey(8, 16, pixels));
    expect([...cropped.subarray(0, 8)]).toEqual([255, 255, 255, 255, 0, 0, 0, 0]);
    const padded = createSquarer(withFraming('padWhite'))(grey(8, 16, pixels));
    expect([...padded.subarray(0, 16)].every((value) => value === 255)).toBe(true);
    expect([...padded.subarray(-16)].every((value) => value === 255)).toBe(true);
    expect([padded[16], padded[23]]).toEqual([255, 0]);
    const black = createSquarer(withFraming('padBlack'))(grey(8, 16, pixels));
    expect([black[0], black[16], black[63]]).toEqual([0, 255, 0]);
  });

  test('every image of a block is made as if it were alone, in every way', () => {
    const size = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(size, size, anyPreparation, fc.infiniteStream(fc.nat(255)), (height, width, preparation, noise) => {
        const area = height * width;
        const pixels = Uint8Array.from({ length: 3 * area }, () => noise.next().value ?? 0);
        const square = createSquarer({ side: 8, channels: 1, preparation });
        const all = square(grey(height, width, pixels));
        expect(all).toHaveLength(3 * 64);
        const alone = [0, 1, 2].map((one) => square(grey(height, width, pixels.slice(one * area, (one + 1) * area))));
        expect(Buffer.concat(alone).equals(all)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a flat picture stays flat with every filter', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.constantFrom(...filters), fc.integer({ min: 1, max: 40 }), (value, filter, side) => {
        const from = { height: side, width: side, channels: 1 };
        const resized = createResizer(from, 13, 13, filter)(new Uint8Array(side * side).fill(value));
        expect(new Set(resized)).toEqual(new Set([value]));
      }),
    );
  });

  test('nearest makes no value that was not there; cubic and lanczos overshoot at an edge', () => {
    const edge = Uint8Array.from({ length: 64 }, (_, index) => (index % 8 < 4 ? 60 : 200));
    const from = { height: 8, width: 8, channels: 1 };
    const valuesOf = (filter: Preparation['filter']) => new Set(createResizer(from, 20, 20, filter)(edge));
    expect(valuesOf('nearest')).toEqual(new Set([60, 200]));
    expect(Math.max(...valuesOf('triangle'))).toBe(200);
    expect(Math.max(...valuesOf('cubic'))).toBeGreaterThan(200);
    expect(Math.max(...valuesOf('lanczos'))).toBeGreaterThan(Math.max(...valuesOf('cubic')));
  });
});

describe('what a recipe says of it', () => {
  test('the usual one is left out, so that older recipes keep their hash', () => {
    expect(saidPreparation(usualPreparation)).toEqual({});
    const read = recipeSchema.parse(JSON.parse(JSON.stringify(defaultPreset)));
    expect(read.data).not.toHaveProperty('preparation');
    expect(recipeHash(read)).toBe(recipeHash(defaultPreset));
  });

  test('each preparation has a packed file of its own, and the usual one the name that it always had', () => {
    const origin = { source: ['a'], version: [1] };
    const keyOf = (preparation?: Preparation) => packedKey({ ...origin, shape: { side: 8, channels: 1, preparation } });
    expect(keyOf(usualPreparation)).toBe(keyOf());
    expect(keyOf()).toMatch(/^[0-9a-f]{20}-[0-9a-f]{20}-8x8x1$/);
    fc.assert(
      fc.property(anyPreparation, anyPreparation, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(keyOf(one) === keyOf(other)).toBe(same);
      }),
    );
    expect(describePreparation({ side: 8, channels: 1 })).toBe(squareRecipe);
  });
});
