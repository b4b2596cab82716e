import { assertNever } from './assert-never';
import type { RunLength } from './recipe';
import type { StepMetrics } from './run';

export type Position = Pick<StepMetrics, 'step' | 'epoch' | 'seconds'>;

/** How much of a run's length is done: 0 to 1. */
export function runProgress(length: RunLength, position: Position): number {
  return Math.min(1, done(length, position) / length.amount);
}

/**
 * Seconds until a run's length is reached, at the pace given; null where the pace is not known yet.
 *
 * @param secondsPerStep at which it trains now; null before it was measured
 * @param plannedSteps steps that the length comes to; null where only the clock ends the run
 */
export function remainingSeconds(
  length: RunLength,
  position: Position,
  secondsPerStep: number | null,
  plannedSteps: number | null,
): number | null {
  if (length.unit === 'minutes') return Math.max(0, length.amount * 60 - position.seconds);
  if (secondsPerStep === null || plannedSteps === null) return null;
  return Math.max(0, plannedSteps - position.step) * secondsPerStep;
}

function done(length: RunLength, position: Position): number {
  switch (length.unit) {
    case 'steps':
      return position.step;
    case 'epochs':
      return position.epoch;
    case 'minutes':
      return position.seconds / 60;
    default:
      return assertNever(length);
  }
}
