/** What the frame around the views asks and hears: files opened lately, problems in full: a part of the contract in `ipc.ts`. */
import { z } from 'zod';
import { reportedProblemSchema, type ReportedProblem } from './reported-problem';
import type { Result } from './result';
import type { RunId } from './run';
import type { ErrorCode } from './studio-error';

export interface FrameRequests {
  /** Absolute paths of what was opened lately, the latest first. */
  'file:recent': () => Result<readonly string[]>;
  'file:clear-recent': () => Result<void>;
  /** What a person copies into a report. */
  'problem:details': (problem: ReportedProblem) => Result<string>;
}

export interface FrameEvents {
  /** What was opened lately changed; as `file:recent`. */
  'file:recent-changed': readonly string[];
  /** The system or the menu asks to open this file. */
  'file:opened': string;
  /** A notification was clicked: show this run. */
  'run:show': RunId;
  /** Something went wrong in the program itself. */
  'studio:problem': { readonly code: ErrorCode; readonly message: string };
}

export const frameRequestSchemas: {
  readonly [C in keyof FrameRequests]: z.ZodType<Parameters<FrameRequests[C]>>;
} = {
  'file:recent': z.tuple([]),
  'file:clear-recent': z.tuple([]),
  'problem:details': z.tuple([reportedProblemSchema]),
};
