import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  axisOver,
  clockScale,
  closestWidth,
  epochScale,
  panAxis,
  panTo,
  shareOf,
  stepAt,
  stepsThemselves,
  zoomAxis,
} from '../../../../src/renderer/timeline/time-axis';

const whole = axisOver(stepsThemselves, 0, 1000);
const fewest = (place: number): number => closestWidth(stepsThemselves, place);

test('a place of the axis and its step are each other’s inverse in every unit', () => {
  const clock = clockScale([0, 100, 400, 1000].map((step) => ({ step, seconds: step ** 1.5 })));
  for (const scale of [stepsThemselves, epochScale(0.01), clock]) {
    const axis = axisOver(scale, 0, 1000);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(shareOf(axis, stepAt(axis, share))).toBeCloseTo(share, 6);
      }),
    );
  }
});

test('a clock that was set back stands still, and no step comes before an earlier one', () => {
  const scale = clockScale([
    { step: 1, seconds: 5 },
    { step: 2, seconds: 1 },
    { step: 3, seconds: 9 },
  ]);
  expect([1, 2, 3].map((step) => scale.valueOf(step))).toEqual([5, 5, 9]);
});

test('however it is zoomed and moved, the axis stays inside the whole and what is under the pointer stays there', () => {
  const moves = fc.array(
    fc.tuple(fc.double({ min: 0.2, max: 5, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  );
  fc.assert(
    fc.property(moves, (steps) => {
      let axis = whole;
      for (const [factor, share] of steps) {
        axis = panAxis(zoomAxis(axis, whole, factor, share, fewest), whole, share - 0.5);
        expect(axis.from).toBeGreaterThanOrEqual(whole.from - 1e-6);
        expect(axis.to).toBeLessThanOrEqual(whole.to + 1e-6);
        expect(axis.to).toBeGreaterThan(axis.from);
      }
    }),
  );
  const closer = zoomAxis(whole, whole, 0.5, 0.3, fewest);
  expect(stepAt(closer, 0.3)).toBeCloseTo(300);
});

test('it moves just so far that a step is in sight', () => {
  const part = { ...whole, from: 100, to: 200 };
  expect(panTo(part, whole, 150)).toEqual(part);
  expect(panTo(part, whole, 250)).toMatchObject({ from: 150, to: 250 });
  expect(panTo(part, whole, 50)).toMatchObject({ from: 50, to: 150 });
});
