/** The curves of a run as the window asks for them: a part of the contract in `ipc.ts`. */
import { z } from 'zod';
import type { CurveRows } from './curve-table';
import type { Result } from './result';
import { runIdSchema, type RunId, type StepMetrics } from './run';

/** What could not be read of metrics.jsonl, somewhere between two steps. */
export interface CurveDamage {
  readonly firstStep: number;
  readonly lastStep: number;
  readonly lines: number;
}

export interface RunCurves {
  /** Of the whole stretch, out to the ends of its rows. */
  readonly rows: CurveRows;
  /** Of the whole run; 0 before the first. */
  readonly lastStep: number;
  /** The newest line, with the latest numbers of the generator filled in from its neighbours; null before the first. */
  readonly newest: StepMetrics | null;
  /** Lines of the whole run that could not be read. */
  readonly damagedLines: number;
  /** Where they are, the first of them. */
  readonly damage: readonly CurveDamage[];
  /** Numbers of the whole run that are infinite or none; their curves have gaps there. */
  readonly notNumbers: number;
}

/** So many places of damage are told at most. */
export const mostDamageTold = 50;

export const stepRangeSchema = z.strictObject({ from: z.int().min(1), to: z.int().min(1) });
/** Rows that are wanted at most. */
export const curveRowsSchema = z.int().min(2).max(4096);

export interface CurveRequests {
  /** @param range null = the whole run; @param rows at most so many */
  'run:curves': (
    runId: RunId,
    range: Readonly<z.infer<typeof stepRangeSchema>> | null,
    rows: number,
  ) => Result<RunCurves>;
}

export const curveRequestSchemas: {
  readonly [C in keyof CurveRequests]: z.ZodType<Parameters<CurveRequests[C]>>;
} = {
  'run:curves': z.tuple([runIdSchema, stepRangeSchema.nullable(), curveRowsSchema]),
};

/** Main → the process that reads curves. */
export const curvesCommandSchema = z.strictObject({
  id: z.int(),
  runFolder: z.string().min(1),
  range: stepRangeSchema.nullable(),
  rows: curveRowsSchema,
});
export type CurvesCommand = Readonly<z.infer<typeof curvesCommandSchema>>;

/** The process that reads curves → main, one for each command. */
export interface CurvesAnswer {
  readonly id: number;
  readonly result: Result<RunCurves>;
}
