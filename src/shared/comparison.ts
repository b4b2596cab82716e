/** Several runs side by side: what is read of each, and the comparisons that a person keeps. */
import { z } from 'zod';
import type { DeepReadonly } from './deep-readonly';
import type { Recipe } from './recipe';
import { runIdSchema, type RunRecord, type RunSummary } from './run';
import { saying } from './wording/value-words';
import { worded, type Worded } from './wording/worded';

export const fewestCompared = 2;
export const mostCompared = 6;

/** A run as a comparison needs it; its curves are asked for by `run:curves`. */
export interface ComparedRun {
  readonly summary: RunSummary;
  readonly recipe: Recipe;
  readonly record: RunRecord;
  /** Steps of all stored sheets, ascending. */
  readonly sheetSteps: readonly number[];
  /** Ascending. */
  readonly checkpointSteps: readonly number[];
}

/** What the judge says of a checkpoint. */
export const judgedRunSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** Of the checkpoint. */
  step: z.int().min(0),
  sampleCount: z.int().min(1),
  /** To the test images of MNIST; 0 = alike. */
  frechetDistance: z.number(),
  /** What as many training images have. */
  frechetFloor: z.number(),
  /** Of the ten digits. */
  digitsCovered: z.int().min(0).max(10),
});
export type JudgedRun = Readonly<z.infer<typeof judgedRunSchema>>;

/** How runs of different length are laid beside each other. */
export const lineUpSchema = z.enum(['step', 'epoch', 'time']);
export type LineUp = z.infer<typeof lineUpSchema>;

export const latentChoiceSchema = z.enum(['same', 'own']);
export type LatentChoice = z.infer<typeof latentChoiceSchema>;

export const savedComparisonSchema = z.strictObject({
  id: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().trim().min(1).max(120),
  runs: z
    .array(
      z.strictObject({
        id: runIdSchema,
        /** As it was called when it was saved: said where the run is gone. */
        name: z.string().max(300),
      }),
    )
    .min(fewestCompared)
    .max(mostCompared)
    .refine(
      (runs) => new Set(runs.map(({ id }) => id)).size === runs.length,
      saying(worded('value.twice', { what: worded('value.twiceRun') })),
    ),
  lineUp: lineUpSchema,
  latents: latentChoiceSchema,
  savedAt: z.iso.datetime(),
});
export type SavedComparison = DeepReadonly<z.infer<typeof savedComparisonSchema>>;

/** The comparisons that a person keeps, newest first. */
export interface SavedComparisons {
  readonly comparisons: readonly SavedComparison[];
  /** Where a damaged file was put aside, a sentence; null where all is well. */
  readonly problem: Worded | null;
}
