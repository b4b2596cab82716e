import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { RunId, RunSummary, UnreadableRun } from '../../shared/run';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** All runs of the runs folder, as the folders say. */
export const useRuns = defineStore('runs', () => {
  const runs = ref<readonly RunSummary[]>([]);
  const unreadable = ref<readonly UnreadableRun[]>([]);
  const loaded = ref(false);
  const notices = useNotices();

  const trainingNow = computed(() => runs.value.filter((run) => run.state === 'running'));
  const earlier = computed(() => runs.value.filter((run) => run.state !== 'running'));

  async function load(): Promise<void> {
    const answer = await studio.request('run:list');
    if (answer.ok) {
      runs.value = answer.value.runs;
      unreadable.value = answer.value.unreadable;
    } else notices.report(answer);
    loaded.value = true;
  }

  /** Takes a run's newest state in: a run not seen before is the newest one. */
  function accept(summary: RunSummary): void {
    const known = runs.value.some((run) => run.id === summary.id);
    runs.value = known ? runs.value.map((run) => (run.id === summary.id ? summary : run)) : [summary, ...runs.value];
  }

  function find(runId: RunId): RunSummary | undefined {
    return runs.value.find((run) => run.id === runId);
  }

  function listen(): void {
    studio.on('run:changed', accept);
  }

  return { runs, unreadable, loaded, trainingNow, earlier, load, accept, find, listen };
});
