import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Failure } from '../../shared/result';
import type { RunId } from '../../shared/run';

export interface Toast {
  readonly id: number;
  readonly text: string;
  /** Takes back what the text tells of; null where there is nothing to take back. */
  readonly undo: (() => void) | null;
}

export interface Problem extends Omit<Failure, 'ok'> {
  readonly id: number;
  /** The run that it is about; null where it is about none. */
  readonly runId: RunId | null;
}

/** How long good news stay. Milliseconds. */
const toastTime = 6_000;

/** What the window says on its own: good news for a moment, bad news until closed. */
export const useNotices = defineStore('notices', () => {
  const toasts = ref<readonly Toast[]>([]);
  const problems = ref<readonly Problem[]>([]);
  let nextId = 1;

  function say(text: string, undo: (() => void) | null = null): void {
    const toast = { id: nextId++, text, undo };
    // what can be taken back is only the latest
    toasts.value = [...toasts.value.filter((other) => undo === null || other.undo === null), toast];
    setTimeout(() => dismissToast(toast.id), toastTime);
  }

  function report({ code, message, runId = null }: Omit<Failure, 'ok'> & { readonly runId?: RunId | null }): void {
    if (problems.value.some((problem) => problem.message === message)) return;
    problems.value = [...problems.value, { id: nextId++, code, message, runId }];
  }

  function dismissToast(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id);
  }

  function dismissProblem(id: number): void {
    problems.value = problems.value.filter((problem) => problem.id !== id);
  }

  return { toasts, problems, say, report, dismissToast, dismissProblem };
});
