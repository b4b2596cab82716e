import { expect, test } from 'vitest';
import { startClock } from '../../../../src/main/trainer/training-clock';

/** A clock whose time the test moves. */
function movable(before = 0): { readonly clock: ReturnType<typeof startClock>; pass(seconds: number): void } {
  let now = 5_000;
  const clock = startClock(before, () => now);
  return { clock, pass: (seconds) => void (now += seconds * 1000) };
}

test('the clock goes on from what the run has trained already', () => {
  const { clock, pass } = movable(60);
  pass(2);
  expect(clock.seconds()).toBe(62);
});

test('a pause does not count, however long it takes and however often it is asked for', () => {
  const { clock, pass } = movable();
  pass(3);
  clock.pause();
  pass(1000);
  clock.pause();
  expect(clock.seconds()).toBe(3);
  clock.goOn();
  clock.goOn();
  pass(4);
  expect(clock.seconds()).toBe(7);
});
