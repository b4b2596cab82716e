import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { RunId, RunSummary } from '../../shared/run';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';
import { useRuns } from './runs';

/** Runs that this window trained before this start, where a crash or a kill ended them. */
export const useUnfinishedRuns = defineStore('unfinished-runs', () => {
  const found = ref<readonly RunId[]>([]);
  const runs = useRuns();
  const notices = useNotices();

  /** The latest first; one leaves once it goes on in whatever way, or is gone. */
  const offered = computed<readonly RunSummary[]>(() =>
    found.value.flatMap((id) => {
      const run = runs.find(id);
      return run?.state === 'interrupted' ? [run] : [];
    }),
  );

  async function load(): Promise<void> {
    const answer = await studio.request('run:unfinished');
    if (answer.ok) found.value = answer.value;
    else notices.report(answer);
  }

  async function dismiss(runId: RunId): Promise<void> {
    found.value = found.value.filter((id) => id !== runId);
    const answer = await studio.request('run:dismiss-unfinished', runId);
    if (!answer.ok) notices.report(answer);
  }

  return { offered, load, dismiss };
});
