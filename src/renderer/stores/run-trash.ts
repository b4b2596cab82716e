import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { TrashAnswer } from '../../shared/ipc';
import { tellingOf, type Telling } from '../../shared/result';
import type { RunId } from '../../shared/run';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** Runs on their way out: to the trash, or for good where the system has none and the person says so. */
export const useRunTrash = defineStore('run-trash', () => {
  /** What the system did not take, waiting for a word; null when nothing waits. */
  const refused = ref<(Telling & { readonly runIds: readonly RunId[] }) | null>(null);
  const notices = useNotices();

  /** @returns how many are gone */
  async function discard(runIds: readonly RunId[], how: 'to-trash' | 'for-good' = 'to-trash'): Promise<number> {
    const answer = await studio.request('run:trash', [...runIds], how);
    if (!answer.ok) {
      notices.report(answer);
      return 0;
    }
    const of = (...outcomes: TrashAnswer['outcome'][]): readonly TrashAnswer[] =>
      answer.value.filter(({ outcome }) => outcomes.includes(outcome));
    for (const left of of('running', 'failed')) report(left);
    const [first] = of('no-trash');
    if (first && 'message' in first) {
      refused.value = { runIds: of('no-trash').map(({ runId }) => runId), ...tellingOf(first) };
    }
    return of('gone').length;
  }

  function report(answer: TrashAnswer): void {
    if (!('message' in answer)) return;
    notices.report({ code: answer.outcome === 'running' ? 'run-in-use' : 'write-failed', ...tellingOf(answer) });
  }

  /** The person said that they may go for good. @returns as `discard` */
  async function discardForGood(): Promise<number> {
    const waiting = refused.value;
    refused.value = null;
    return waiting ? discard(waiting.runIds, 'for-good') : 0;
  }

  function keep(): void {
    refused.value = null;
  }

  return { refused, discard, discardForGood, keep };
});
