import type { App } from 'vue';
import type { Problem } from '../../shared/result';

/** Chromium says so where an observer's work changed sizes again; the next frame settles it. */
const harmless = /^ResizeObserver loop/;

/** What nobody caught in the page is told in words; the stack trace goes to the console. */
export function catchErrors(app: App, tell: (problem: Problem) => void): void {
  const hear = (error: unknown): void => {
    console.error(error);
    tell({ code: 'internal', message: sentenceOf(error) });
  };
  app.config.errorHandler = hear;
  window.addEventListener('error', ({ error, message }) => {
    if (!harmless.test(message)) hear(error ?? message);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => hear(reason));
}

export function sentenceOf(error: unknown): string {
  const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0]?.replace(/\.$/, '') ?? '';
  return `Something in the window failed: ${reason}. What you did last may not have taken effect, so do it again. If it comes back, copy the details into a report.`;
}
