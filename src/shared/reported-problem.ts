import { z } from 'zod';
import { runIdSchema } from './run';
import { errorCodes } from './studio-error';

export const reportedProblemSchema = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string().max(20_000),
  /** The run that it is about; null where it is about none. */
  runId: runIdSchema.nullable(),
});
/** A problem that the window shows. */
export type ReportedProblem = Readonly<z.infer<typeof reportedProblemSchema>>;
