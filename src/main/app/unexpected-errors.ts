import type { Problem } from '../../shared/result';

/**
 * What nobody caught in the main process is told in the window in words, in place of Electron's own dialog with its
 * stack trace; the trace goes to standard error.
 */
export function tellUnexpectedErrors(tell: (problem: Problem) => void): void {
  const hear = (error: unknown): void => {
    console.error('Nobody caught this error.', error);
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The program met an error that it did not expect: ${reason}. Trainings run in processes of their own and go on. Do again what you did last; if it comes back, copy the details into a report.`;
    tell({ code: 'internal', message });
  };
  process.on('uncaughtException', hear);
  process.on('unhandledRejection', hear);
}
