/** The one axis that slider, film and charts share. */
export const axisUnits = ['step', 'epoch', 'time'] as const;
export type AxisUnit = (typeof axisUnits)[number];

/** Where a run's steps lie when it is measured in a unit; never falls from one step to the next. */
export interface StepScale {
  readonly unit: AxisUnit;
  /** Steps, epochs or seconds. */
  readonly valueOf: (step: number) => number;
  /** The inverse; a fraction between two steps. */
  readonly stepOf: (value: number) => number;
}

/** The part of the axis that is shown. In the unit of its scale. */
export interface TimeAxis {
  readonly scale: StepScale;
  readonly from: number;
  /** Above `from`. */
  readonly to: number;
}

export const stepsThemselves: StepScale = { unit: 'step', valueOf: (step) => step, stepOf: (value) => value };

/** @param perStep epochs a step; above 0 */
export function epochScale(perStep: number): StepScale {
  return { unit: 'epoch', valueOf: (step) => step * perStep, stepOf: (value) => value / perStep };
}

/** A moment of training: its step and how long it had trained by then. */
export interface ClockReading {
  readonly step: number;
  /** Seconds. */
  readonly seconds: number;
}

/** Between two readings time runs evenly. A clock that was set back stands still instead. @param readings by step */
export function clockScale(readings: readonly ClockReading[]): StepScale {
  const steps: number[] = [];
  const seconds: number[] = [];
  for (const reading of readings) {
    steps.push(reading.step);
    seconds.push(Math.max(reading.seconds, seconds.at(-1) ?? 0));
  }
  return {
    unit: 'time',
    valueOf: (step) => interpolate(steps, seconds, step),
    stepOf: (value) => interpolate(seconds, steps, value),
  };
}

/** Along the line through the points; beyond its ends as at them. */
function interpolate(from: readonly number[], to: readonly number[], value: number): number {
  if (from.length === 0) return 0;
  const after = lowerBound(from, value);
  if (after === 0) return to[0] as number;
  if (after === from.length) return to[after - 1] as number;
  const [left, right] = [from[after - 1] as number, from[after] as number];
  const share = right === left ? 1 : (value - left) / (right - left);
  return (to[after - 1] as number) + share * ((to[after] as number) - (to[after - 1] as number));
}

/** The first place in ascending numbers whose number is not below the value. */
export function lowerBound(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a step stands on the axis: 0 = left end, 1 = right end, beyond where it is not shown. */
export function shareOf({ scale, from, to }: TimeAxis, step: number): number {
  return (scale.valueOf(step) - from) / (to - from);
}

/** The step at a place of the axis; a fraction. */
export function stepAt({ scale, from, to }: TimeAxis, share: number): number {
  return scale.stepOf(from + share * (to - from));
}

/** The axis from one step to another, at least a little wide. */
export function axisOver(scale: StepScale, firstStep: number, lastStep: number): TimeAxis {
  const from = scale.valueOf(firstStep);
  const to = scale.valueOf(lastStep);
  return { scale, from, to: to > from ? to : from + 1 };
}

/** The fewest steps that can fill an axis. */
const closest = 8;

/** How wide the fewest steps that can fill an axis are around a place. In the unit of the scale. */
export function closestWidth({ valueOf, stepOf }: StepScale, place: number): number {
  const step = stepOf(place);
  return Math.max(1e-9, valueOf(step + closest / 2) - valueOf(Math.max(0, step - closest / 2)));
}

/**
 * The axis enlarged around a place: below 1 = closer. Never wider than the whole, never closer than a few steps.
 *
 * @param share of the axis, where what lies there stays
 * @param leastWidth of the axis around a place
 */
export function zoomAxis(
  axis: TimeAxis,
  whole: TimeAxis,
  factor: number,
  share: number,
  leastWidth: (place: number) => number,
): TimeAxis {
  const anchor = axis.from + share * (axis.to - axis.from);
  const least = Math.min(whole.to - whole.from, leastWidth(anchor));
  const width = Math.min(whole.to - whole.from, Math.max(least, (axis.to - axis.from) * factor));
  return moveInside({ ...axis, from: anchor - share * width, to: anchor + (1 - share) * width }, whole);
}

/** @param shares to the right, of the width that is shown */
export function panAxis(axis: TimeAxis, whole: TimeAxis, shares: number): TimeAxis {
  const way = shares * (axis.to - axis.from);
  return moveInside({ ...axis, from: axis.from + way, to: axis.to + way }, whole);
}

/** Moved just so far that the step is shown. */
export function panTo(axis: TimeAxis, whole: TimeAxis, step: number): TimeAxis {
  const share = shareOf(axis, step);
  if (share < 0) return panAxis(axis, whole, share);
  return share > 1 ? panAxis(axis, whole, share - 1) : axis;
}

function moveInside(axis: TimeAxis, whole: TimeAxis): TimeAxis {
  const width = Math.min(axis.to - axis.from, whole.to - whole.from);
  const from = Math.min(Math.max(axis.from, whole.from), whole.to - width);
  return { ...axis, from, to: from + width };
}
