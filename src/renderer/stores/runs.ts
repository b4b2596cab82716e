import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { applyChange, noKnownRuns } from '../../shared/known-runs';
import type { KnownRuns, RunId, RunListChange, RunSummary } from '../../shared/run';
import { noNotes, type RunNotes, type RunNotesChange } from '../../shared/run-notes';
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

  /** Of runs whose notes are being written: how many answers are to come, and what is known to be kept. */
  const writing = new Map<RunId, { readonly open: number; readonly kept: RunNotes }>();

  /** Shown at once; taken back where it could not be kept, and why is reported. */
  async function annotate(runId: RunId, change: RunNotesChange): Promise<void> {
    const shown = find(runId)?.notes ?? noNotes;
    const { open, kept } = writing.get(runId) ?? { open: 0, kept: shown };
    writing.set(runId, { open: open + 1, kept });
    show(runId, { notes: { ...shown, ...change } });
    const answer = await studio.request('run:annotate', runId, structuredClone(change));
    if (!answer.ok) notices.report(answer);
    const before = writing.get(runId) ?? { open: 1, kept };
    const after = { open: before.open - 1, kept: answer.ok ? answer.value : before.kept };
    // what was changed meanwhile stays in sight until its own answer comes
    if (after.open > 0) writing.set(runId, after);
    else {
      writing.delete(runId);
      show(runId, { notes: after.kept, ...(answer.ok ? { notesProblem: null } : {}) });
    }
  }

  function show(runId: RunId, change: Partial<RunSummary>): void {
    const run = find(runId);
    if (run) accept({ ...run, ...change });
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
