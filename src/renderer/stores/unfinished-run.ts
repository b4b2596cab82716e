import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { RunSummary } from '../../shared/run';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';
import { useRuns } from './runs';

/** The run that this window trained last, where a crash or a kill ended it. */
export const useUnfinishedRun = defineStore('unfinished-run', () => {
  const found = shallowRef<RunSummary | null>(null);
  const runs = useRuns();
  const notices = useNotices();

  /** Null as well once it goes on in whatever way, or is gone. */
  const offered = computed<RunSummary | null>(() => {
    const now = found.value ? runs.find(found.value.id) : undefined;
    return now?.state === 'interrupted' ? now : null;
  });

  async function load(): Promise<void> {
    const answer = await studio.request('run:unfinished');
    if (answer.ok) found.value = answer.value;
    else notices.report(answer);
  }

  async function dismiss(): Promise<void> {
    found.value = null;
    const answer = await studio.request('run:dismiss-unfinished');
    if (!answer.ok) notices.report(answer);
  }

  return { offered, load, dismiss };
});
