/** What the window asks and hears of trainings that wait or pause: a part of the contract in `ipc.ts`. */
import { z } from 'zod';
import type { Problem, Result } from './result';
import { runIdSchema, type RunId } from './run';
import { queuedStates, runOrderSchema, type QueuedRun, type RunOrder } from './run-order';

export interface QueueRequests {
  /** Stops at a checkpoint; the run says of itself that it was paused, and goes on by `run:resume`. */
  'run:pause': (runId: RunId) => Result<void>;
  'queue:list': () => Result<readonly QueuedRun[]>;
  /** Waits until no run trains; starts at once where none does. */
  'queue:add': (order: RunOrder) => Result<QueuedRun>;
  /** @param place 0 for the first */
  'queue:move': (id: string, place: number) => Result<void>;
  'queue:remove': (id: string) => Result<void>;
  /** Puts back what was removed, as it was. @param place 0 for the first */
  'queue:restore': (queued: QueuedRun, place: number) => Result<void>;
  /** Lets what was queued when the studio was closed start. */
  'queue:release': () => Result<void>;
}

export interface QueueEvents {
  /** All that waits, the next first. */
  'queue:changed': readonly QueuedRun[];
  /** A training that waited has a run now. */
  'queue:began': { readonly order: RunOrder; readonly runId: RunId };
  /** A training that waited could not start; it is out of the queue. */
  'queue:refused': {
    readonly order: RunOrder;
    readonly problem: Problem;
  };
}

const queueIdSchema = z.string().min(1).max(100);
const placeSchema = z.int().min(0).max(100_000);
const queuedRunSchema = z.strictObject({ id: queueIdSchema, order: runOrderSchema, state: z.enum(queuedStates) });

export const queueRequestSchemas: {
  readonly [C in keyof QueueRequests]: z.ZodType<Parameters<QueueRequests[C]>>;
} = {
  'run:pause': z.tuple([runIdSchema]),
  'queue:list': z.tuple([]),
  'queue:add': z.tuple([runOrderSchema]) as z.ZodType<[RunOrder]>,
  'queue:move': z.tuple([queueIdSchema, placeSchema]),
  'queue:remove': z.tuple([queueIdSchema]),
  'queue:restore': z.tuple([queuedRunSchema, placeSchema]) as z.ZodType<[QueuedRun, number]>,
  'queue:release': z.tuple([]),
};
