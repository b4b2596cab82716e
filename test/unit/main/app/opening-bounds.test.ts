import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openingBounds, smallestWindow } from '../../../../src/main/app/opening-bounds';

const display = { x: 0, y: 0, width: 1920, height: 1080 };
const place = { x: 100, y: 80, width: 1300, height: 850, maximised: false };

test('the window opens where it was closed', () => {
  expect(openingBounds(place, [display])).toEqual({ x: 100, y: 80, width: 1300, height: 850 });
});

test('without a place it opens in its usual size', () => {
  expect(openingBounds(null, [display])).toEqual({ width: 1440, height: 900 });
});

test('a small display gets a window that fits', () => {
  expect(openingBounds(null, [{ ...display, width: 1280, height: 720 }])).toEqual({ width: 1280, height: 720 });
});

test('a place on a display that is gone is forgotten', () => {
  expect(openingBounds({ ...place, x: 2500 }, [display])).not.toHaveProperty('x');
  expect(openingBounds({ ...place, y: -300 }, [display])).not.toHaveProperty('x');
});

test('the window is never smaller than its contents allow, and its title bar can be reached', () => {
  const coordinate = fc.integer({ min: -4000, max: 4000 });
  const size = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(coordinate, coordinate, size, size, (x, y, width, height) => {
      const bounds = openingBounds({ x, y, width, height, maximised: false }, [display]);
      expect(bounds.width).toBeGreaterThanOrEqual(smallestWindow.width);
      expect(bounds.height).toBeGreaterThanOrEqual(smallestWindow.height);
      if (bounds.x === undefined || bounds.y === undefined) return;
      expect(bounds.x).toBeLessThanOrEqual(display.width - 120);
      expect(bounds.y).toBeGreaterThanOrEqual(0);
      expect(bounds.y).toBeLessThan(display.height);
    }),
  );
});
