/** Where each run of a comparison stands when all are laid along one line: by step, by epoch, or by the time that they trained. */
import type { ComparedRun, LineUp } from '../../shared/comparison';
import { CurveTable } from '../../shared/curve-table';
import { clockOf, stepBefore } from '../timeline/table-clock';
import { epochScale, lowerBound, stepsThemselves, type StepScale } from '../timeline/time-axis';

/** What the line takes of a run. */
export interface RunOnLine {
  /** Its steps in the unit of the line. */
  readonly scale: StepScale;
  /** Its steps in seconds of training. */
  readonly clock: StepScale;
  /** Where it begins and how far it has come. Steps. */
  readonly firstStep: number;
  readonly lastStep: number;
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

type LaidRun = Pick<ComparedRun, 'sheetSteps'> & {
  readonly recipe: { readonly schedule: Pick<ComparedRun['recipe']['schedule'], 'batchSize'> };
  readonly record: { readonly dataSet: Pick<ComparedRun['record']['dataSet'], 'imageCount'> };
};

/** @param table its curves; null where they are not read */
export function runOnLine(run: LaidRun, table: CurveTable | null, lineUp: LineUp): RunOnLine {
  const { sheetSteps } = run;
  const curves = table ?? new CurveTable(1);
  const isTold = curves.length > 0;
  const firstStep = Math.min(isTold ? stepBefore(curves) : Number.POSITIVE_INFINITY, sheetSteps[0] ?? Infinity);
  const clock = clockOf(curves, Number.isFinite(firstStep) ? firstStep : 0);
  const perStep = epochsAStep(run);
  const byEpoch = perStep === null ? stepsThemselves : epochScale(perStep);
  return {
    scale: { step: stepsThemselves, epoch: byEpoch, time: clock }[lineUp],
    clock,
    firstStep: Number.isFinite(firstStep) ? firstStep : 0,
    lastStep: Math.max(curves.lastStep, sheetSteps.at(-1) ?? 0),
    sheetSteps,
  };
}

/** Null where the size of the data set is not known. */
export function epochsAStep({ recipe, record }: Pick<LaidRun, 'recipe' | 'record'>): number | null {
  const { imageCount } = record.dataSet;
  return imageCount === 0 ? null : recipe.schedule.batchSize / imageCount;
}

/** The number of an ascending list that is nearest to a value; null where it is empty. */
export function nearestOf(ascending: readonly number[], value: number): number | null {
  const after = lowerBound(ascending, value);
  const [left, right] = [ascending[after - 1], ascending[after]];
  if (left === undefined || right === undefined) return left ?? right ?? null;
  return value - left <= right - value ? left : right;
}

/** The whole line: from the first beginning to the last end. */
export function lineEnds(runs: readonly RunOnLine[]): { readonly from: number; readonly to: number } {
  const known = runs.filter(({ lastStep, sheetSteps }) => lastStep > 0 || sheetSteps.length > 0);
  if (known.length === 0) return { from: 0, to: 1 };
  const from = Math.min(...known.map(({ scale, firstStep }) => scale.valueOf(firstStep)));
  const to = Math.max(...known.map(({ scale, lastStep }) => scale.valueOf(lastStep)));
  return { from, to: to > from ? to : from + 1 };
}

/** Every place where a run has a sheet, ascending, each once. */
export function lineStops(runs: readonly RunOnLine[]): readonly number[] {
  const places = runs.flatMap(({ scale, sheetSteps }) => sheetSteps.map((step) => scale.valueOf(step)));
  return [...new Set(places)].sort((a, b) => a - b);
}

/** The stop so many places away, at most the first or the last. */
export function stopAway(stops: readonly number[], from: number, distance: number): number | null {
  if (stops.length === 0) return null;
  const at = lowerBound(stops, from);
  // from between two stops, one forward is the next one
  const between = stops[at] !== from && distance > 0 ? 1 : 0;
  return stops[Math.min(stops.length - 1, Math.max(0, at + distance - between))] ?? null;
}

export function placeOfRun(run: RunOnLine, position: number): PlaceOfRun {
  const { scale, clock, firstStep, lastStep, sheetSteps } = run;
  const wanted = scale.stepOf(position);
  const step = Math.round(Math.min(lastStep, Math.max(firstStep, wanted)));
  const isBefore = position < scale.valueOf(firstStep);
  const isAfter = position > scale.valueOf(lastStep);
  return {
    step,
    seconds: clock.valueOf(step),
    sheetStep: nearestOf(sheetSteps, wanted),
    outside: isBefore ? 'before' : isAfter ? 'after' : null,
  };
}
