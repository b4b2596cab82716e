import { z } from 'zod';
import { recipeSchema, type Recipe } from './recipe';
import { runIdSchema, type RunId } from './run';
import { longestName, longestNotes, runNotesSchema } from './run-notes';

/** A training that someone asked for: of its own, from another run's checkpoint, or a run that goes on. */
export const runOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('new'),
    recipe: recipeSchema,
    /** The run and step that it goes on from; null for a fresh one, step null for its newest checkpoint. */
    parent: z.strictObject({ runId: runIdSchema, step: z.int().min(0).nullable() }).nullable(),
    /** What the person calls it, and why it is made; empty where they said nothing. */
    name: runNotesSchema.shape.name,
    notes: z.string().max(longestNotes),
  }),
  z.strictObject({
    kind: z.literal('resume'),
    runId: runIdSchema,
    /** As the run list calls it. */
    name: z.string().max(longestName + longestName),
  }),
]);
export type RunOrder =
  | {
      readonly kind: 'new';
      readonly recipe: Recipe;
      readonly parent: { readonly runId: RunId; readonly step: number | null } | null;
      readonly name: string;
      readonly notes: string;
    }
  | { readonly kind: 'resume'; readonly runId: RunId; readonly name: string };

/** What messages call it: as the person named it, else by preset and seed. */
export function orderTitle(order: RunOrder): string {
  if (order.name !== '' || order.kind === 'resume') return order.name;
  return `${order.recipe.preset}, seed ${order.recipe.seed}`;
}

/** Until no run trains; until the person says so, as it was queued when the studio was closed; or it begins by now. */
export const queuedStates = ['waiting', 'held', 'starting'] as const;
export type QueuedState = (typeof queuedStates)[number];

/** An order that has no run yet. */
export interface QueuedRun {
  readonly id: string;
  readonly order: RunOrder;
  readonly state: QueuedState;
}
