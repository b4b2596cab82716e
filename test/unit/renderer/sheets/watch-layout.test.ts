import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lowLayout, seenHeight, stagePadding, watchLayout } from '../../../../src/renderer/sheets/watch-layout';

/** What the tab has of a window with list and details. */
const roomOf = (width: number, height: number) => ({ width: width - 264 - 312, height: height - 132 });

test.each([
  [1440, 900, 'below'],
  [1920, 1080, 'below'],
  [2560, 1440, 'beside'],
  [3440, 1440, 'beside'],
  [3840, 2160, 'beside'],
] as const)('in a window of %i x %i the charts stand %s', (width, height, charts) => {
  expect(watchLayout(roomOf(width, height), 8, 28, 1).charts).toBe(charts);
});

test('of a window of 3840 x 2160 the sheet takes nearly all of the height', () => {
  const room = roomOf(3840, 2160);
  expect(watchLayout(room, 8, 28, 1).sheet).toBeGreaterThan(0.85 * room.height);
});

test('a sheet whose images are larger than the window leaves the charts below', () => {
  expect(watchLayout({ width: 1598, height: 880 }, 8, 105, 1).charts).toBe('below');
});

test('beside each other sheet and charts have room, and the sheet is not cut off', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 300, max: 8000 }),
      fc.integer({ min: 300, max: 5000 }),
      fc.constantFrom(8, 10),
      fc.integer({ min: 8, max: 128 }),
      fc.constantFrom(1, 1.25, 1.5, 2),
      (width, height, columns, imageSide, ratio) => {
        const { charts, sheet } = watchLayout({ width, height }, columns, imageSide, ratio);
        fc.pre(charts === 'beside');
        expect(width - sheet - 2 * stagePadding.x).toBeGreaterThanOrEqual(700);
        expect(sheet + 2 * stagePadding.y).toBeLessThanOrEqual(height);
      },
    ),
  );
});

describe('in a low tab', () => {
  /** What the sheet keeps of a tab: slider, film and charts are as high as the styles say. */
  const stage = (height: number): number => {
    const charts = lowLayout(height) === 'folded' ? 78 : Math.min(472, Math.max(166, height - 490));
    return height - charts;
  };

  test('film and charts give way before a sheet of 8 x 8 digits is smaller than twice its pixels', () => {
    for (let height = 568; height <= 1000; height += 1) {
      expect(stage(height), `${height} px`).toBeGreaterThanOrEqual(8 * 56 + 7 * 2 + 28);
    }
  });

  test('everything is there in a window of 900 px, the film goes where a notice takes some of it', () => {
    expect(lowLayout(seenHeight(768, 900))).toBe('all');
    expect(lowLayout(seenHeight(726, 900))).toBe('without-film');
    expect(lowLayout(seenHeight(568, 700))).toBe('folded');
  });

  test('a tab that is higher than its window, or not measured yet, is as high as what is seen of it', () => {
    expect(seenHeight(1_000, 700)).toBe(568);
    expect(seenHeight(0, 900)).toBe(768);
  });
});
