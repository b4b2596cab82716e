import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { applyChange, noKnownRuns } from '../../shared/known-runs';
import type { KnownRuns, RunId, RunListChange, RunSummary } from '../../shared/run';
import type { RunNotesChange } from '../../shared/run-notes';
import { studio } from '../bridge/studio';
import { useNotices } from './notices';

/** All runs of the runs folder, as the folders say. */
export const useRuns = defineStore('runs', () => {
  // ten thousand of them: each is replaced as a whole, so nothing inside needs to be watched
  const known = shallowRef<KnownRuns>(noKnownRuns);
  const loaded = ref(false);
  const notices = useNotices();

  const runs = computed(() => known.value.runs);
  const unreadable = computed(() => known.value.unreadable);
  /** What became of the folder that holds them. */
  const folder = computed(() => known.value.folder);
  const trainingNow = computed(() => runs.value.filter((run) => run.state === 'running'));
  const byId = computed(() => new Map(runs.value.map((run) => [run.id, run])));

  async function load(): Promise<void> {
    const answer = await studio.request('run:list');
    if (answer.ok) known.value = answer.value;
    else notices.report(answer);
    loaded.value = true;
  }

  /** Takes a run's newest state in. */
  function accept(summary: RunSummary): void {
    apply({ folder: folder.value, runs: [summary], unreadable: [], gone: [], complete: false });
  }

  function apply(change: RunListChange): void {
    known.value = applyChange(known.value, change);
  }

  /** Shown at once; taken back where it could not be kept, and why is reported. */
  async function annotate(runId: RunId, change: RunNotesChange): Promise<void> {
    const earlier = find(runId);
    if (earlier) accept({ ...earlier, notes: { ...earlier.notes, ...change } });
    const answer = await studio.request('run:annotate', runId, structuredClone(change));
    const now = find(runId);
    if (answer.ok && now) accept({ ...now, notes: answer.value, notesProblem: null });
    if (answer.ok) return;
    if (earlier && now) accept({ ...now, notes: earlier.notes });
    notices.report(answer);
  }

  function find(runId: RunId): RunSummary | undefined {
    return byId.value.get(runId);
  }

  function listen(): void {
    studio.on('run:changed', accept);
    studio.on('runs:changed', apply);
  }

  return { runs, unreadable, folder, loaded, trainingNow, load, accept, annotate, find, listen };
});
