/** What the window asks of comparisons: a part of the contract in `ipc.ts`. */
import { z } from 'zod';
import {
  savedComparisonSchema,
  type ComparedRun,
  type JudgedRun,
  type SavedComparison,
  type SavedComparisons,
} from './comparison';
import type { Result } from './result';
import { runIdSchema, type RunId, type Samples } from './run';

export interface ComparisonRequests {
  /** A run as it is laid beside others. */
  'comparison:read': (runId: RunId) => Result<ComparedRun>;
  /** Draws a run's checkpoint from the latents of a run of another seed. @param step of the checkpoint */
  'comparison:draw': (runId: RunId, step: number, seed: number) => Result<Samples>;
  /** What the judge said of a checkpoint; null where it was not asked yet. */
  'comparison:judged': (runId: RunId, step: number) => Result<JudgedRun | null>;
  /** Asks the judge, which takes seconds, a minute the first time of all. */
  'comparison:judge': (runId: RunId, step: number) => Result<JudgedRun>;
  'comparison:list': () => Result<SavedComparisons>;
  /** Keeps a comparison, in place of the one with its id. */
  'comparison:save': (comparison: SavedComparison) => Result<SavedComparisons>;
  'comparison:remove': (id: string) => Result<SavedComparisons>;
}

/** Of a checkpoint. */
const stepSchema = z.int().min(0);
const seedSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const comparisonRequestSchemas: {
  readonly [C in keyof ComparisonRequests]: z.ZodType<Parameters<ComparisonRequests[C]>>;
} = {
  'comparison:read': z.tuple([runIdSchema]),
  'comparison:draw': z.tuple([runIdSchema, stepSchema, seedSchema]),
  'comparison:judged': z.tuple([runIdSchema, stepSchema]),
  'comparison:judge': z.tuple([runIdSchema, stepSchema]),
  'comparison:list': z.tuple([]),
  'comparison:save': z.tuple([savedComparisonSchema]),
  'comparison:remove': z.tuple([savedComparisonSchema.shape.id]),
};
