import { expect, test } from 'vitest';
import { shallowRef } from 'vue';
import { axisZoom } from '../../../../src/renderer/timeline/axis-zoom';
import { axisOver, closestWidth, epochScale, stepsThemselves } from '../../../../src/renderer/timeline/time-axis';

test('what was enlarged is the whole again once nothing more is left out, and only then it cannot be moved along', () => {
  const view = axisZoom(
    () => axisOver(stepsThemselves, 0, 1000),
    () => 8,
  );
  view.pan(0.5);
  expect([view.isZoomed.value, view.axis.value.from]).toEqual([false, 0]);
  view.zoom(0.5, 1);
  expect(view.range.value).toEqual({ from: 500, to: 1000 });
  view.pan(-0.5);
  expect(view.range.value).toEqual({ from: 250, to: 750 });
  view.zoom(2, 0.5);
  expect(view.range.value).toBe(null);
});

test('it is enlarged no closer than its owner allows, and moves along with a step that leaves it', () => {
  const view = axisZoom(
    () => axisOver(stepsThemselves, 0, 1000),
    () => 20,
  );
  for (let times = 0; times < 20; times++) view.zoom(0.5, 0);
  expect(view.range.value).toEqual({ from: 0, to: 20 });
  view.keepInSight(500);
  expect(view.range.value).toEqual({ from: 480, to: 500 });
});

test('the part in sight is of the same steps in another unit, also while the whole grows', () => {
  const whole = shallowRef(axisOver(stepsThemselves, 0, 1000));
  const view = axisZoom(
    () => whole.value,
    (place) => closestWidth(whole.value.scale, place),
  );
  view.zoom(0.1, 0);
  whole.value = axisOver(epochScale(0.01), 0, 2000);
  expect(view.axis.value).toMatchObject({ from: 0, to: 1 });
});
