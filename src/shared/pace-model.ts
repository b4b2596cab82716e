/** How long a step takes on this machine, from steps of other recipes that were measured on it. */
import { stepWorkSchema, workNames, type StepWork } from './step-work';
import { z } from 'zod';

export const measuredStepSchema = z.strictObject({
  /** Of the reference, for a person who reads the file. */
  name: z.string(),
  work: stepWorkSchema,
  /** Of one step, the middle one of several. */
  seconds: z.number().gt(0),
});
export type MeasuredStep = Readonly<z.infer<typeof measuredStepSchema>>;

/** Seconds that each amount of work takes, and those of a step that does nothing. */
export interface PaceModel {
  readonly seconds: Readonly<Record<keyof StepWork, number>>;
  readonly idle: number;
}

/** Rounds of the descent; each settles every amount once. */
const rounds = 4_000;

/**
 * Least squares of the relative error, none of the amounts below 0: each weighs as much as the others, whether its step
 * takes a millisecond or a second. What no step was measured of costs nothing.
 */
export function fitPace(steps: readonly MeasuredStep[]): PaceModel {
  const rows = steps.map(({ work, seconds }) => [1 / seconds, ...workNames.map((name) => work[name] / seconds)]);
  const weights = new Array<number>(workNames.length + 1).fill(0);
  const left = rows.map(() => 1);
  for (let round = 0; round < rounds; round++) {
    weights.forEach((old, column) => {
      let [along, length] = [0, 0];
      rows.forEach((row, index) => {
        const value = row[column] ?? 0;
        along += value * (left[index] ?? 0);
        length += value * value;
      });
      if (length === 0) return;
      const next = Math.max(0, old + along / length);
      weights[column] = next;
      rows.forEach((row, index) => {
        left[index] = (left[index] ?? 0) - (next - old) * (row[column] ?? 0);
      });
    });
  }
  const [idle = 0, ...seconds] = weights;
  const named = Object.fromEntries(workNames.map((name, index) => [name, seconds[index] ?? 0]));
  return { idle, seconds: named as Record<keyof StepWork, number> };
}

/** Seconds of a step. */
export function predictSeconds({ idle, seconds }: PaceModel, work: StepWork): number {
  return workNames.reduce((total, name) => total + seconds[name] * work[name], idle);
}
