import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { RunId } from '../../shared/run';
import type { ErrorCode } from '../../shared/studio-error';
import type { Worded } from '../../shared/wording/worded';

/**
 * A text of the message files that is drawn anew when the language changes. What it tells of is taken before: it stands
 * longer than that.
 */
export type Said = () => string;

export interface Toast {
  readonly id: number;
  readonly text: Said;
  /** Takes back what the text tells of; null where there is nothing to take back. */
  readonly undo: (() => void) | null;
}

export interface Problem {
  readonly id: number;
  readonly code: ErrorCode;
  /** A sentence of another process, in English, or one of the window's own. */
  readonly message: string | Said;
  /** That of another process in words for every language; left out where it has none. */
  readonly worded?: Worded;
  /** The run that it is about; null where it is about none. */
  readonly runId: RunId | null;
}

type Reported = Pick<Problem, 'code' | 'message' | 'worded'> & { readonly runId?: RunId | null };

/** A problem's sentence for a report: in English where it came from another process. */
export function reportWords({ message }: Pick<Problem, 'message'>): string {
  return typeof message === 'string' ? message : message();
}

/** How long good news stay. Milliseconds. */
const toastTime = 6_000;

/** More would cover the window; what came first has been seen. */
const mostToasts = 3;

/** What the window says on its own: good news for a moment, bad news until closed. */
export const useNotices = defineStore('notices', () => {
  const toasts = ref<readonly Toast[]>([]);
  const problems = ref<readonly Problem[]>([]);
  let nextId = 1;

  function say(text: Said, undo: (() => void) | null = null): void {
    const toast = { id: nextId++, text, undo };
    // what can be taken back is only the latest
    const others = toasts.value.filter((other) => undo === null || other.undo === null);
    toasts.value = [...others, toast].slice(-mostToasts);
    setTimeout(() => dismissToast(toast.id), toastTime);
  }

  function report({ runId = null, ...problem }: Reported): void {
    const words = reportWords(problem);
    if (problems.value.some((other) => reportWords(other) === words)) return;
    const { code, message, worded } = problem;
    problems.value = [...problems.value, { id: nextId++, code, message, runId, ...(worded && { worded }) }];
  }

  function dismissToast(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id);
  }

  function dismissProblem(id: number): void {
    problems.value = problems.value.filter((problem) => problem.id !== id);
  }

  return { toasts, problems, say, report, dismissToast, dismissProblem };
});
