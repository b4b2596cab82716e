import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { CurveTable } from '../../shared/curve-table';
import { curveCsv } from '../charts/curve-csv';
import { useChartView } from './chart-view';
import { readStretch } from './finer-curves';
import { useNotices } from './notices';
import { useWatchedRun } from './watched-run';

export const tableSizes = [10, 25, 50, 100, 250] as const;
export type TableSize = (typeof tableSizes)[number];

/** The curves of the watched run as a table: a stretch of steps in at most so many rows. */
export const useCurveTable = defineStore('curve-table', () => {
  const watched = useWatchedRun();
  const view = useChartView();
  const notices = useNotices();
  const isOpen = ref(false);
  const from = ref(1);
  const to = ref(1);
  const size = ref<TableSize>(25);
  /** Null before it was read, and where it cannot be. */
  const table = shallowRef<CurveTable | null>(null);
  const lastStep = computed(() => Math.max(1, watched.latest?.step ?? 1));
  const csv = computed(() => (table.value ? curveCsv(table.value) : ''));
  let asked = 0;

  /** With what of the curves is in sight. */
  async function open(): Promise<void> {
    const all = { from: watched.curves().length > 0 ? watched.curves().head(0, 'firstStep') : 1, to: lastStep.value };
    const seen = view.range ?? all;
    from.value = Math.max(1, Math.floor(seen.from));
    to.value = Math.max(from.value, Math.min(lastStep.value, Math.ceil(seen.to)));
    table.value = null;
    isOpen.value = true;
    await read();
  }

  async function read(): Promise<void> {
    const { runId } = watched;
    if (runId === null) return;
    const mine = ++asked;
    const range = { from: Math.min(from.value, to.value), to: Math.max(from.value, to.value) };
    const answer = await readStretch(runId, range, size.value);
    if (mine !== asked) return;
    if (!answer.ok) return notices.report(answer);
    table.value = answer.value;
  }

  return { isOpen, from, to, size, table, lastStep, csv, open, read };
});
