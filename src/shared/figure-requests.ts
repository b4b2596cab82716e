/** What the window asks and hears of figures: a part of the contract in `ipc.ts`. */
import { z } from 'zod';
import { figureSchema, type Figure, type FigurePreview, type FigureProgress, type WrittenFigure } from './figure';
import type { Result } from './result';
import { runIdSchema, type RunId } from './run';

export type FigureOutcome =
  ({ readonly outcome: 'written'; readonly path: string } & WrittenFigure) | { readonly outcome: 'cancelled' };

/** A number that the window gives names each making, for its progress and to cancel it. */
export interface FigureRequests {
  /** What a figure would be. @param moves whether an animation may be shown as one */
  'figure:preview': (makingId: number, runId: RunId, figure: Figure, moves: boolean) => Result<FigurePreview>;
  /** Writes a figure where the person says; `figure:progress` tells how far it is. */
  'figure:save': (makingId: number, runId: RunId, figure: Figure) => Result<FigureOutcome>;
  /** The bytes of a figure that is one PNG. */
  'figure:encode': (makingId: number, runId: RunId, figure: Figure) => Result<Uint8Array>;
  /** Stops what is under way, which then answers `cancelled`; nothing half written stays. */
  'figure:cancel': (makingId: number) => Result<void>;
  /** Writes a figure where it lies until the studio is closed, to be dragged out; answers its number. */
  'figure:lay-out': (makingId: number, runId: RunId, figure: Figure) => Result<number>;
  /** Lets the system drag a file that was laid out. */
  'figure:drag': (laidOut: number) => Result<void>;
}

export interface FigureEvents {
  /** At most 10 a second. */
  'figure:progress': FigureProgress & { readonly makingId: number };
}

export const makingIdSchema = z.int().min(1);
// its plain form is the read-only one
const figure = figureSchema as z.ZodType<Figure>;
const making = z.tuple([makingIdSchema, runIdSchema, figure]);

export const figureRequestSchemas: {
  readonly [C in keyof FigureRequests]: z.ZodType<Parameters<FigureRequests[C]>>;
} = {
  'figure:preview': z.tuple([makingIdSchema, runIdSchema, figure, z.boolean()]),
  'figure:save': making,
  'figure:encode': making,
  'figure:cancel': z.tuple([makingIdSchema]),
  'figure:lay-out': making,
  'figure:drag': z.tuple([z.int().min(1)]),
};
