/** Where each run of a comparison stands when all are laid along one line, by step or by the time that they trained. */
import type { LineUp } from '../../shared/comparison';
import { epochAt } from '../../shared/recipe';
import type { StepMetrics } from '../../shared/run';

/** What the line takes of a run. */
export interface RunOnLine {
  /** In order of steps. */
  readonly curve: readonly Pick<StepMetrics, 'step' | 'seconds'>[];
  /** Ascending. */
  readonly sheetSteps: readonly number[];
}

/** A run at a place of the line. */
export interface PlaceOfRun {
  readonly step: number;
  /** Of training. */
  readonly seconds: number;
  /** The stored sheet nearest to it; null where there is none. */
  readonly sheetStep: number | null;
  /** Whether the run had not begun or was over by then. */
  readonly outside: 'before' | 'after' | null;
}

/** Seconds at a step, along the line through the curve's points. */
export function secondsAt(curve: RunOnLine['curve'], step: number): number {
  return interpolate(curve, step, 'step', 'seconds');
}

/** The step at so many seconds of training; a fraction. */
export function stepAtSeconds(curve: RunOnLine['curve'], seconds: number): number {
  return interpolate(curve, seconds, 'seconds', 'step');
}

type Axis = 'step' | 'seconds';

/** Beyond the ends as at them. A clock that was set back stands still. */
function interpolate(curve: RunOnLine['curve'], value: number, from: Axis, to: Axis): number {
  const after = firstAtLeast(curve, (point) => point[from] >= value);
  const [left, right] = [curve[after - 1], curve[after]];
  if (!left) return right?.[to] ?? 0;
  if (!right) return left[to];
  const width = right[from] - left[from];
  return width > 0 ? left[to] + ((value - left[from]) / width) * (right[to] - left[to]) : right[to];
}

function firstAtLeast<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The number of an ascending list that is nearest to a value; null where it is empty. */
export function nearestOf(ascending: readonly number[], value: number): number | null {
  const after = firstAtLeast(ascending, (number) => number >= value);
  const [left, right] = [ascending[after - 1], ascending[after]];
  if (left === undefined || right === undefined) return left ?? right ?? null;
  return value - left <= right - value ? left : right;
}

function firstStep({ curve, sheetSteps }: RunOnLine): number {
  return Math.min(curve[0]?.step ?? Number.POSITIVE_INFINITY, sheetSteps[0] ?? Number.POSITIVE_INFINITY);
}

function lastStep({ curve, sheetSteps }: RunOnLine): number {
  return Math.max(curve.at(-1)?.step ?? 0, sheetSteps.at(-1) ?? 0);
}

/** Where a sheet of a step stands on the line: steps or seconds. */
export function placeOfStep(run: RunOnLine, lineUp: LineUp, step: number): number {
  return lineUp === 'step' ? step : secondsAt(run.curve, step);
}

/** The whole line: from the first beginning to the last end. */
export function lineEnds(runs: readonly RunOnLine[], lineUp: LineUp): { readonly from: number; readonly to: number } {
  const known = runs.filter(({ curve, sheetSteps }) => curve.length + sheetSteps.length > 0);
  if (known.length === 0) return { from: 0, to: 1 };
  const from = lineUp === 'time' ? 0 : Math.min(...known.map(firstStep));
  const to = Math.max(...known.map((run) => placeOfStep(run, lineUp, lastStep(run))));
  return { from: Math.min(from, to), to: to > from ? to : from + 1 };
}

/** Every place where a run has a sheet, ascending, each once. */
export function lineStops(runs: readonly RunOnLine[], lineUp: LineUp): readonly number[] {
  const places = runs.flatMap((run) => run.sheetSteps.map((step) => placeOfStep(run, lineUp, step)));
  return [...new Set(places)].sort((a, b) => a - b);
}

/** The stop so many places away, at most the first or the last. */
export function stopAway(stops: readonly number[], from: number, distance: number): number | null {
  if (stops.length === 0) return null;
  const at = firstAtLeast(stops, (stop) => stop >= from);
  // from between two stops, one forward is the next one
  const between = stops[at] !== from && distance > 0 ? 1 : 0;
  return stops[Math.min(stops.length - 1, Math.max(0, at + distance - between))] ?? null;
}

export function placeOfRun(run: RunOnLine, lineUp: LineUp, position: number): PlaceOfRun {
  const wanted = lineUp === 'step' ? position : stepAtSeconds(run.curve, position);
  const [first, last] = [firstStep(run), lastStep(run)];
  const step = Math.round(Math.min(last, Math.max(Math.min(first, last), wanted)));
  const lastPlace = placeOfStep(run, lineUp, last);
  const outside = lineUp === 'step' && position < first ? 'before' : position > lastPlace ? 'after' : null;
  return { step, seconds: secondsAt(run.curve, step), sheetStep: nearestOf(run.sheetSteps, wanted), outside };
}

/** Epochs done after a step; null where the size of the data set is not known. */
export function epochOfStep(step: number, batchSize: number, imageCount: number): number | null {
  return imageCount === 0 ? null : epochAt(step, batchSize, imageCount);
}
