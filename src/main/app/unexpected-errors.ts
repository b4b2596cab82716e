import { telling, type Problem } from '../../shared/result';
import { worded } from '../../shared/wording/worded';

/**
 * What nobody caught in the main process is told in the window in words, in place of Electron's own dialog with its
 * stack trace; the trace goes to standard error.
 */
export function tellUnexpectedErrors(tell: (problem: Problem) => void): void {
  const hear = (error: unknown): void => {
    console.error('Nobody caught this error.', error);
    const reason = error instanceof Error ? error.message : String(error);
    tell({ code: 'internal', ...telling(worded('process.unexpected', { reason })) });
  };
  process.on('uncaughtException', hear);
  process.on('unhandledRejection', hear);
}
